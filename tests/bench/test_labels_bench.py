"""Budget B4: labels against reportlab's own barcode widget and the picture route."""

import io
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from barcode.codex import Code128
from barcode.writer import ImageWriter
from reportlab.graphics.barcode.code128 import Code128 as Widget
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from jukung.paper import fonts
from jukung.paper.labels import Label, label_pages
from jukung.paper.sheets import sheet

COUNT = 300
TITLES = ("Perahu di Sungai Melati", "Ayo, Membaca!", "Bercocok Tanam di Lahan Gambut")
LABELS = [
    Label(f"{3320 + place:07}", "Pustaka Cahaya", TITLES[place % 3]) for place in range(COUNT)
]


def ours() -> bytes:
    return label_pages(LABELS, sheet=sheet("tj-107"))


def widgets() -> bytes:
    def draw(canvas: Canvas, label: Label, x: float, y: float) -> None:
        Widget(label.number, barWidth=0.9, barHeight=24, quiet=0).drawOn(canvas, x, y)

    return _pages(draw)


def pictures() -> bytes:
    def draw(canvas: Canvas, label: Label, x: float, y: float) -> None:
        png = io.BytesIO()
        code = Code128(label.number, writer=ImageWriter(mode="L"))
        code.write(png, {"write_text": False, "dpi": 300})
        png.seek(0)
        canvas.drawImage(ImageReader(png), x, y, width=110, height=24)

    return _pages(draw)


def _pages(draw) -> bytes:
    """The same words on the same sheet, with bars drawn another way."""
    fonts.load()
    known = sheet("tj-107")
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(468, 595), invariant=1, pageCompression=1)
    for place, label in enumerate(LABELS):
        if place and place % known.cells == 0:
            canvas.showPage()
        left, top = known.corner(place % known.cells + 1)
        x, y = left * 72 / 25.4, 595 - top * 72 / 25.4
        draw(canvas, label, x + 10, y - 34)
        for words, font, size, below in (
            (label.heading, fonts.BOLD, 6.5, 8),
            (label.number, fonts.REGULAR, 7.5, 41),
            (label.title, fonts.REGULAR, 5.5, 47),
        ):
            canvas.setFont(font, size)
            canvas.drawCentredString(x + 71, y - below, words)
    canvas.save()
    return file.getvalue()


def _best(make, *, times: int) -> tuple[float, int]:
    taken, size = [], 0
    for _ in range(times):
        begun = perf_counter()
        size = len(make())
        taken.append(perf_counter() - begun)
    return min(taken), size


@pytest.mark.benchmark(group="labels")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Pillow, in the rival's route
def test_labels_against_other_ways_to_draw_bars(benchmark, capsys):
    benchmark(ours)

    mine, size = _best(ours, times=7)
    widget, widget_size = _best(widgets, times=7)
    picture, picture_size = _best(pictures, times=2)
    with capsys.disabled():
        print(  # noqa: T201 - a bench reports by printing
            f"\nB4 labels: {mine / COUNT * 1e6:.0f} µs and {size / COUNT:.0f} bytes each,"
            f" fonts included"
            f"; widget {widget / mine:.2f} x the time, {widget_size / COUNT:.0f} bytes"
            f"; picture {picture / mine:.1f} x the time, {picture_size / COUNT:.0f} bytes"
        )


TEN_THOUSAND = """
import time
from pathlib import Path
from jukung.paper.labels import Label, LabelDesign, label_pages
from jukung.domain.kinds import PrintWhat, Symbology
from jukung.paper.sheets import sheet

design = LabelDesign(PrintWhat({what!r}), Symbology({symbology!r}), colour_band=True)
def run(count):
    labels = [
        Label(f"{{place:07}}", "Pustaka Cahaya", f"Perahu di Sungai Melati {{place}}",
              "899.221 3 PER p", spine=("899.221 3", "PER", "p"), class_main=str(place % 10))
        for place in range(count)
    ]
    return label_pages(labels, sheet=sheet("tj-107"), design=design)
def peak():  # in kB; ru_maxrss would be that of the process that started this one
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0])
small = len(run(100))
before = peak()
begun = time.perf_counter()
size = len(run(10_000))
taken = time.perf_counter() - begun
after = peak()
print((after - before) // 1024, after // 1024, round((size - small) / 9900), round(taken, 1))
"""


@pytest.mark.parametrize(
    ("what", "symbology"),
    [("barcode", "code128"), ("spine", "code128"), ("both", "code128"), ("barcode", "qr")],
)
def test_ten_thousand_labels_in_little_memory(what, symbology, capsys):
    script = TEN_THOUSAND.format(what=what, symbology=symbology)
    desktop = Path(__file__).parents[2] / "desktop"

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(desktop)},
    )

    grown, peak, size, taken = map(float, done.stdout.split())
    with capsys.disabled():
        print(  # noqa: T201 - a bench reports by printing
            f"\n10,000 labels {what} {symbology}: {grown:.0f} MB more, {peak:.0f} MB in all,"
            f" {size:.0f} bytes each, {taken:.1f} s"
        )
    assert peak < 200
    if (what, symbology) == ("barcode", "code128"):
        assert size <= 250

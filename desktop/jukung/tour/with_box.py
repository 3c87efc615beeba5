"""A box on loan: the province signs it, a library checks it in, lends, and gives it back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from jukung.agency import box_files, boxes
from jukung.agency import office as offices
from jukung.domain import errors
from jukung.exchange.packs.boxes import BoxedCopy
from jukung.library import members
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow

CTRL = Qt.KeyboardModifier.ControlModifier
_COUNT = 24
_WORDS = ("Sungai", "Rawa", "Ladang", "Bengkel", "Dapur", "Perahu", "Anyaman", "Kebun")
_KINDS = ("Cerita dari", "Belajar di", "Bekerja di")
_AUTHORS = ("Kusuma, Ratih", "Basuki, Tono", "Utami, Wening")


def hand_over(province: Path, folders: dict[str, Path]) -> None:
    """Prepare and sign a box for each library, and write its file to its folder."""
    office = offices.open_office(province)
    with office.changing(by="Rahmi") as desk:
        for serial, (code, folder) in enumerate(folders.items(), start=4):
            box = boxes.prepare(
                desk, number=f"KG-{serial:02}", name=_("Travelling books"), copies=_copies(serial)
            )
            boxes.assign(desk, box.uid, code)
            handed = box_files.hand_over(
                desk, box.uid, out_on=desk.today, due_on=desk.today + timedelta(days=90)
            )
            box_files.write(handed, folder)
    office.close()


def take_back(province: Path, folders: Iterable[Path]) -> int:
    """Take the boxes back by the lists that came with them; gives how many copies are missing."""
    office = offices.open_office(province)
    missing = 0
    with office.changing(by="Rahmi") as desk:
        for path in sorted(each for folder in folders for each in folder.glob("*.jkb")):
            try:
                back = box_files.take_back_by_list(desk, path, back_on=desk.today)
            except errors.BoxUnreadable:
                continue  # the file with which it went out lies beside it
            missing += len(back.missing)
    office.close()
    return missing


def go_round(stage: Stage, shown: LibraryWindow, stick: Path, mark: str) -> None:
    """Take a box in by scanning, lend from it, and put it together again."""
    page: Any = shown.window.show_page("boxes")
    stage.wait(shown)
    stage.picture(shown, f"{mark}-boxes-empty")
    (file,) = stick.glob("*.jkb")
    page.read_file(file)
    stage.wait(shown)
    stage.picture(shown, f"{mark}-box-announced")
    page.go_on()
    stage.wait(shown)
    numbers = [copy.number for copy in page.scan.copies()]
    _check_in(stage, shown, page, numbers, mark)
    _lend_one(stage, shown, numbers[0])
    _pack(stage, shown, numbers, mark)
    page.write_return(stick)
    stage.wait(shown)
    stage.picture(shown, f"{mark}-box-gone")
    stage.say(_("A box came with its file, was checked in, lent from, and goes back."))


def _check_in(
    stage: Stage,
    shown: LibraryWindow,
    page: Any,  # noqa: ANN401 - a page
    numbers: list[str],
    mark: str,
) -> None:
    for number in numbers[:-1]:
        stage.type(number)
        stage.wait(shown)
    stage.press(Qt.Key.Key_M, CTRL)
    stage.wait(shown)
    stage.picture(shown, f"{mark}-box-scan")
    page.scan.finish()
    stage.wait(shown)
    stage.picture(shown, f"{mark}-box-gap")
    page.scan.finish()
    stage.wait(shown)
    stage.picture(shown, f"{mark}-box-here")


def _lend_one(stage: Stage, shown: LibraryWindow, number: str) -> None:
    with shown.room.library.reading() as desk:
        card = next(
            m.card for m in members.page_at(desk, 0) if not m.open_count and m.status == "active"
        )
    page: Any = shown.window.show_page("circulation")
    stage.wait(shown)
    for text in (card, number):
        stage.type(text)
        stage.wait(shown)
    page.finish()
    stage.wait(shown)


def _pack(stage: Stage, shown: LibraryWindow, numbers: list[str], mark: str) -> None:
    page: Any = shown.window.show_page("boxes")
    stage.wait(shown)
    page.go_on()
    stage.wait(shown)
    page.scan.show_part("out")
    stage.wait(shown)
    stage.picture(shown, f"{mark}-box-still-lent")
    desk: Any = shown.window.show_page("circulation")
    stage.wait(shown)
    stage.type(numbers[0])
    stage.wait(shown)
    desk.finish()
    shown.window.show_page("boxes")
    stage.wait(shown)
    page.scan.show_part("todo")
    for number in numbers[:-2]:
        stage.type(number)
        stage.wait(shown)
    stage.picture(shown, f"{mark}-box-packing")
    for _once in (1, 2):
        page.scan.finish()
        stage.wait(shown)


def _copies(serial: int) -> tuple[BoxedCopy, ...]:
    return tuple(
        BoxedCopy(
            number=f"KG{serial}{at:04}",
            title=f"{_KINDS[at % 3]} {_WORDS[at % 8]}",
            author=_AUTHORS[at % 3],
            class_number=("813", "639", "649")[at % 3],
            price=40_000 + 500 * at,
        )
        for at in range(1, _COUNT + 1)
    )

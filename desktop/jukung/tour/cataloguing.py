"""The catalogue: a title with everything, its copies, what was amiss, and everybody's view."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from jukung.domain.kinds import Audience
from jukung.library import bin as title_bin
from jukung.library import catalogue, copies, covers, staff
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import StaffMember
from jukung.ui.pages.kiosk import Keepers
from jukung.ui.pages.opac import Opac
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow

CTRL = Qt.KeyboardModifier.ControlModifier
VIEWS = ("twins", "people", "subjects", "many", "letters", "bin", "packs")


def go_round(stage: Stage, shown: LibraryWindow) -> None:
    """Enter a title, put the catalogue in order, and give it to everybody."""
    _enter(stage, shown)
    with shown.room.library.changing() as desk:
        _go_astray(desk)
    _order(stage, shown)
    _for_everybody(stage, shown)


def _enter(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("catalogue")
    stage.wait(shown)
    here = page.found()[0].title
    page.search("ikan")
    stage.wait(shown)
    stage.picture(shown, "catalogue")
    page.filters().turn()
    stage.wait(shown)
    stage.picture(shown, "catalogue-filter")
    page.filters().close()
    page.begin_new()
    stage.wait(shown)
    stage.type(here, enter=False)
    stage.wait(shown)
    stage.picture(shown, "catalogue-twin")
    form = page.form()
    form.load(None)
    form.take_focus()
    stage.type(_("Fishing in the rainy season"), enter=False)
    form.people.load(("Ratih Kusuma", "Tono Basuki"), (), ())
    for name, text in (
        ("publisher", "Rumah Lanting"),
        ("year", "2024"),
        ("isbn", "978-602-03-1258-3"),
        ("class_number", "639.2"),
    ):
        form.set_line(name, text)
    stage.wait(shown)
    stage.picture(shown, "catalogue-form")
    stage.press(Qt.Key.Key_M, CTRL)
    stage.wait(shown)
    for name, text in (("place", "Marabahan"), ("pages", "viii, 96"), ("series", "Seri Rawa")):
        if name in form.more.lines:
            form.set_line(name, text)
    stage.picture(shown, "catalogue-form-more", before=lambda: _bring(form.more))
    page.save()
    stage.wait(shown)
    page.begin_copies()
    stage.wait(shown)
    page.new_copies().set_count(12)
    stage.picture(shown, "catalogue-copies")
    page.save()
    stage.wait(shown)
    stage.picture(shown, "catalogue-copies-added")
    stage.say(_("A title was found while typing, and another added with twelve copies."))


def _bring(widget: Any) -> None:  # noqa: ANN401 - part of a form
    around = widget.parentWidget()
    while not isinstance(around, QScrollArea):
        around = around.parentWidget()
    around.verticalScrollBar().setValue(widget.mapTo(around.widget(), widget.rect().topLeft()).y())


def _go_astray(desk: Desk) -> None:
    """What happens in years of cataloguing: twins, two spellings, signs gone wrong."""
    for title, person, year, isbn in (
        ("Perahu di Muara", "Kusuma, Ratih", "2019", "9786020312583"),
        ("Perahu di muara", "Ratih Kusuma", "2019", "9786020312583"),
        ("Anyaman Purun", "Utami, Wening", "2021", ""),
        ("Anyaman purun", "Utami, Wening", "2021", ""),
    ):
        draft = TitleDraft(
            title=title, people=(person,), year=year, isbn=isbn, subjects=(_("Weaving"),),
            audience=Audience.children, class_number="813",
        )  # fmt: skip
        copies.add(desk, catalogue.add(desk, draft), count=2)
    for word in ("Café di Tepi Sungai", "Résumé Pertanian", "Piñata dan Layang-layang"):
        catalogue.add(desk, TitleDraft(title=word.encode().decode("latin-1"), people=("Soebroto",)))
    catalogue.add(desk, TitleDraft(title="Jukung Kecil", people=("Subroto",), subjects=("Perahu",)))
    catalogue.add(desk, TitleDraft(title="Jukung Besar", subjects=("Perahoe",)))
    mistake = catalogue.add(desk, TitleDraft(title="Judul yang salah ketik"))
    title_bin.put_in(desk, [mistake])
    for line in catalogue.find(desk, "perahu")[:3]:
        covers.keep(desk, line.id, _cover())


def _cover() -> bytes:
    """A boat on a river, as a child would draw it."""
    picture = Image.new("RGB", (240, 340), "#E3F1F2")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 220, 240, 340), fill="#0F7C8A")
    pen.polygon(((40, 200), (200, 200), (170, 240), (70, 240)), fill="#17303B")
    pen.polygon(((122, 60), (122, 190), (190, 190)), fill="#D9981E")
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def _order(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("catalogue")
    page.search("")
    stage.wait(shown)
    page.put_in_order()
    stage.wait(shown)
    for name in VIEWS:
        page.tidy().choose(name)
        stage.wait(shown)
        view = page.tidy().view()
        if name == "twins":
            view.table.tick({view.values()[1].twin.id})
        elif name == "many":
            view.choose("audience", "teen")
            view.table.tick_all()
        stage.picture(shown, f"order-{name}")
        if name == "twins":
            view.do()
            stage.wait(shown)
            stage.picture(shown, "order-twins-one")
    page.tidy().left.emit()
    stage.wait(shown)
    stage.say(_("The catalogue was put in order: twins, names, letters, many titles at once."))


def _for_everybody(stage: Stage, shown: LibraryWindow) -> None:
    library = shown.room.library
    account = staff.door(library)[0]
    keeper = StaffMember(account.row, account.name, account.role)
    public = Opac(shown.room, Keepers((account,), keeper, account.id), shown.window)
    public.open()
    stage.wait(shown)
    stage.picture(shown, "public-catalogue")
    stage.type("perahu", enter=False)
    stage.wait(shown)
    stage.picture(shown, "public-catalogue-found")
    public.turn_pad()
    stage.wait(shown)
    stage.picture(shown, "public-catalogue-letters")
    public.turn_pad()
    stage.press(Qt.Key.Key_Return)
    stage.wait(shown)
    if not public.title.isVisible():
        stage.press(Qt.Key.Key_Down)
        stage.press(Qt.Key.Key_Return)
        stage.wait(shown)
    stage.picture(shown, "public-catalogue-title")
    public.close_kiosk(keeper)
    stage.wait(shown)
    stage.say(_("The catalogue was given to everybody, and taken back."))

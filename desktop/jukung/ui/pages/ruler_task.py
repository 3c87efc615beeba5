"""A printer and a sheet made to fit: print a ruler page, measure, keep."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages import ruler_words
from jukung.ui.pages.ruler_picture import Distance, Drawn, RulerPicture
from jukung.ui.pages.ruler_printing import RulerOrder, RulerPrinting
from jukung.ui.pages.ruler_steps import RulerSteps
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.tint import dress
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.paper.placement import Fit, Placement
    from jukung.paper.ruler import Marks
    from jukung.paper.sheets import Sheet

# Where the window is at least so wide, the steps are so wide.
LEFT_WIDTHS = ((1200, 430), (900, 372), (0, 320))


class RulerTask(QWidget):
    """Three steps on one page; nothing is kept before the button is pressed."""

    fitted = Signal(object)
    """The fit to keep for this printer and sheet."""

    left = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._marks: Marks | None = None
        self._fit: Fit | None = None
        self._is_kept = False
        """Whether the banner says what was kept: nothing more has to be said then."""
        self._printing = RulerPrinting(room, self)
        self._card = RulerSteps()
        self._title, self._banner = self._card.title, self._card.banner
        self._print, self._save = self._card.print_page, self._card.save_page
        self._fields, self._result, self._for = (
            self._card.fields,
            self._card.result,
            self._card.whose,
        )
        self._keep, self._leave = self._card.keep, self._card.leave
        self._picture = RulerPicture()
        self._lay_out()
        self._connect()

    def begin(self, sheet: Sheet, printer: str, placement: Placement) -> None:
        """Start for a printer and a sheet, printed as it is placed now."""
        order = RulerOrder(sheet, printer, replace(placement, start_cell=1))
        self._take_order(order)
        self._marks = self._fit = None
        self._banner.clear()
        self._title.setText(_("Make {sheet} fit").format(sheet=sheet.title))
        self._keep.setEnabled(False)
        self._leave.setText(_("Back"))
        self._is_kept = False
        self._result.clear()
        carrier = order.placement.carrier
        self._room.jobs.read(
            lambda _desk: verbs.ruler.expected(sheet, carrier),
            owner=self,
            then=self._show_expected,
            refused=self._refuse,
            latest="expected",
        )
        self._print.setFocus()

    def words(self) -> str:
        """What is said of the printer now."""
        return self._result.text()

    def banner_words(self) -> str:
        """What is said above the steps; empty when there is nothing."""
        return self._banner.words()

    def printing(self) -> RulerPrinting:
        """What saves and prints the page."""
        return self._printing

    def measure(self, distance: Distance, millimetres: float) -> None:
        """Type what the ruler shows."""
        self._fields[distance].setValue(millimetres)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width()
        left = next(left for least, left in LEFT_WIDTHS if wide >= theme.px(least))
        self._card.setFixedWidth(theme.px(left))

    # --- the page on paper -----------------------------------------------------------------------

    @Slot(str)
    def take_printer(self, name: str) -> None:
        """Go on with the printer chosen in the dialog, and the fit that one has already."""
        order = self._printing.order
        if order is None or name == order.printer:
            return
        self._room.preferences.printer = name
        right, down, across, along = self._room.preferences.fit(name, order.sheet.name)
        fit = replace(
            order.placement.fit, right=right, down=down, creep_right=across, creep_down=along
        )
        placement = replace(order.placement, fit=fit)
        self._take_order(RulerOrder(order.sheet, name, placement))
        self._judge()

    def _take_order(self, order: RulerOrder) -> None:
        self._printing.order = order
        name = order.printer or _("this printer")
        self._for.setText(
            _("Kept for {printer} and {sheet}.").format(printer=name, sheet=order.sheet.title)
        )

    @Slot(object)
    def _tell_printed(self, whole: object) -> None:
        if not whole:
            sounds.play("attention")
            self._banner.say(
                _("The ruler page was not printed."),
                _("Look at the printer, then print again."),
                tint="gold",
            )
            return
        self._go_measuring(_("The ruler page is at the printer."))

    @Slot(object)
    def _tell_saved(self, written: Path) -> None:
        self._go_measuring(_("Saved: {file}. Print it at 100 %.").format(file=written.name))

    def _go_measuring(self, said: str) -> None:
        sounds.play("done")
        self._banner.say(said, _("Now measure the four distances with a ruler."), tint="good")
        self._fields[Distance.left].setFocus()

    # --- what was measured -----------------------------------------------------------------------

    def _show_expected(self, marks: Marks) -> None:
        order = self._printing.order
        if order is None:
            return
        self._marks = marks
        wide, high = order.size()
        self._picture.show_page(Drawn(wide, high, marks.left, marks.top, marks.across, marks.down))
        for distance, field in self._fields.items():
            field.blockSignals(True)
            field.setValue(round(float(getattr(marks, distance)), 1))
            field.blockSignals(False)
        self._judge()

    def _measured(self) -> dict[str, float]:
        """What the fields say; one left as it was says exactly what was expected."""
        said = {}
        for distance, field in self._fields.items():
            expected = float(getattr(self._marks, distance))
            same = round(expected, 1) == round(field.value(), 1)
            said[str(distance)] = expected if same else field.value()
        return said

    @Slot()
    def _judge(self) -> None:
        order = self._printing.order
        if order is None or self._marks is None:
            return
        placement = order.placement
        self._picture.show_values(
            {each: f"{ruler_words.tenths(f.value())} mm" for each, f in self._fields.items()}
        )
        measured = self._measured()
        self._room.jobs.read(
            lambda _desk: verbs.ruler.fit_from(
                order.sheet, carrier=placement.carrier, printed_with=placement.fit, **measured
            ),
            owner=self,
            then=self._show_fit,
            refused=self._show_unlikely,
            latest="fit",
        )

    def _show_fit(self, fit: Fit) -> None:
        if self._printing.order is None:
            return
        self._fit = fit
        same = ruler_words.is_same(fit, self._printing.order.placement.fit)
        self._keep.setEnabled(not same)
        if same and self._is_kept:
            words = ""
        elif same:
            words = _(
                "These are the distances that should be there. "
                "Type what your ruler shows where it differs."
            )
        else:
            words = ruler_words.of_printer(fit)
        self._show_result(words)

    def _show_unlikely(self, refusal: errors.Refusal) -> None:
        self._fit = None
        self._keep.setEnabled(False)
        self._show_result(messages.sentence(refusal), tint="bad")

    def _show_result(self, words: str, *, tint: str = "") -> None:
        self._result.setText(words)
        self._result.setVisible(bool(words))
        dress(self._result, tint=tint)

    @Slot()
    def keep(self) -> None:
        """Give the fit to whoever keeps it; one may look whether it helped, or be done."""
        fit, order = self._fit, self._printing.order
        if fit is None or order is None or not self._keep.isEnabled():
            return
        self._take_order(replace(order, placement=replace(order.placement, fit=fit)))
        self._is_kept = True
        self.fitted.emit(fit)
        sounds.play("done")
        if self._marks is not None:
            self._show_expected(self._marks)
        again = Button(_("Print again to see"), icon="printer")
        again.clicked.connect(self._printing.ask_printer)
        self._banner.say(
            _("Kept for this printer and sheet."),
            ruler_words.of_printer(fit),
            tint="good",
            button=again,
        )
        self._leave.setText(_("Done"))
        self._leave.setFocus()

    @Slot()
    def _take_enter(self) -> None:
        order = list(self._fields.values())
        place = next((i for i, field in enumerate(order) if field is self.sender()), 0)
        if place + 1 < len(order):
            order[place + 1].setFocus()
        else:
            self._keep.setFocus()

    @Slot()
    def _point(self) -> None:
        pointed = next((d for d, field in self._fields.items() if field is self.sender()), None)
        self._picture.point_at(pointed)

    def _refuse(self, refusal: errors.Refusal) -> None:
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    # --- how it looks ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(18))
        page.addWidget(self._card)
        page.addWidget(self._picture, 1)

    def _connect(self) -> None:
        self._print.clicked.connect(self._printing.ask_printer)
        self._save.clicked.connect(self._printing.ask_where_to_save)
        self._printing.saved.connect(self._tell_saved)
        self._printing.printed.connect(self._tell_printed)
        self._printing.printer_chosen.connect(self.take_printer)
        self._printing.refused.connect(self._refuse)
        self._keep.clicked.connect(self.keep)
        self._leave.clicked.connect(self.left)
        for field in self._fields.values():
            field.valueChanged.connect(self._judge)
            field.entered.connect(self._point)
            field.left_by_enter.connect(self._take_enter)

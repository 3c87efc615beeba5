"""What stands in place of the print page's tabs: the ruler, the sheet editor, the binding."""
# ruff: noqa: PLC0415 - a task is imported when it is first wanted

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from jukung.ui.pages import label_work

if TYPE_CHECKING:
    from jukung.paper.placement import Fit, Placement
    from jukung.paper.sheets import Sheet
    from jukung.ui.pages.bind_task import BindTask
    from jukung.ui.pages.label_orders import Order
    from jukung.ui.pages.labels import LabelsPage
    from jukung.ui.pages.ruler_task import RulerTask
    from jukung.ui.pages.sheet_editor import SheetEditor
    from jukung.ui.room import Room


class PrintTasks(QObject):
    """Each is made once; what comes out of it goes to the labels it was begun for."""

    begun = Signal(object)
    """The task to be shown."""

    left = Signal()
    """The tabs are wanted again."""

    def __init__(self, room: Room, *, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._ruler: RulerTask | None = None
        self._editor: SheetEditor | None = None
        self._bind: BindTask | None = None
        self._labels: LabelsPage | None = None

    def begin_ruler(self, labels: LabelsPage, order: Order) -> None:
        """Measure the sheet of an order on the printer of now."""
        from jukung.ui.pages.ruler_task import RulerTask

        self._labels = labels
        if self._ruler is None:
            self._ruler = RulerTask(self._room)
            self._ruler.fitted.connect(self._keep_fit)
            self._ruler.left.connect(self.left)
        ruler, printer = self._ruler, self._room.preferences.printer
        # Made on a lane, which may import what a page does not wait for.
        self._room.jobs.run(
            lambda _progress, _stopped: label_work.placement_of(order),
            owner=self,
            then=lambda placement: self._open_ruler(ruler, order.sheet, printer, placement),
        )

    def begin_editor(self, labels: LabelsPage, sheet: Sheet | None) -> None:
        """Change an own sheet, or make a new one."""
        from jukung.ui.pages.sheet_editor import SheetEditor

        self._labels = labels
        if self._editor is None:
            self._editor = SheetEditor(self._room)
            self._editor.saved.connect(self._use_sheet)
            self._editor.left.connect(self.left)
        self.begun.emit(self._editor)
        self._editor.begin(sheet)

    @Slot()
    def begin_bind(self) -> None:
        """Bind blank numbers to titles."""
        from jukung.ui.pages.bind_task import BindTask

        if self._bind is None:
            self._bind = BindTask(self._room)
            self._bind.left.connect(self.left)
        self.begun.emit(self._bind)
        self._bind.begin()

    def _open_ruler(
        self, ruler: RulerTask, sheet: Sheet, printer: str, placement: Placement
    ) -> None:
        self.begun.emit(ruler)
        ruler.begin(sheet, printer, placement)

    @Slot(object)
    def _keep_fit(self, fit: Fit) -> None:
        if self._labels is not None:
            self._labels.keep_fit((fit.right, fit.down, fit.creep_right, fit.creep_down))

    @Slot(object)
    def _use_sheet(self, sheet: Sheet) -> None:
        if self._labels is not None:
            self._labels.use_sheet(sheet.name)
        self.left.emit()

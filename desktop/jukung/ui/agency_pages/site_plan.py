"""A list of libraries before it is taken in: what it becomes, and what stays out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from jukung.ui import verbs
from jukung.ui.agency_pages.site_forms import SideForm
from jukung.ui.pieces.fact import FactRows
from jukung.ui.pieces.label import label
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.agency.site_lists import SitePlan

MOST_FINDINGS = 60


class SitePlanCard(SideForm):
    """Counts above, findings line by line below."""

    wanted = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("A list of libraries"), _("Take it in"), parent=parent)
        self._plan: SitePlan | None = None
        self._file = label("", "second", wrap=True)
        self._counts = FactRows()
        self._found = label("", "small", wrap=True)
        for each in (self._file, self._counts, self._found):
            self.fields.addWidget(each)
        self.fields.addStretch(1)

    def show_plan(self, plan: SitePlan) -> None:
        """Show what a list would become."""
        self.begin()
        self._plan = plan
        self._file.setText(plan.file)
        self._counts.show_rows(
            [
                (_("New libraries"), number(len(plan.new))),
                (_("Here already"), number(len(plan.filled))),
                (_("Left out"), number(len(plan.left_out))),
            ]
        )
        found = [
            _("Line {line}: {finding}").format(
                line=number(each.place),
                finding=_(verbs.site_lists.FINDINGS[each.finding]).format(code=each.code),
            )
            for each in plan.lines
            if each.finding
        ]
        more = len(found) - MOST_FINDINGS
        if more > 0:
            rest = _("and {count} more lines").format(count=number(more))
            found = [*found[:MOST_FINDINGS], rest]
        self._found.setText("\n".join(found))
        self._save.setEnabled(bool(plan.new or plan.filled))

    @Slot()
    @override
    def _want(self) -> None:
        if self._plan is not None:
            self.wanted.emit(self._plan)

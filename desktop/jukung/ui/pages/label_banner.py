"""What was counted as printed: taken back, or followed by the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain.kinds import PrintWhat
from jukung.ui import sounds, theme
from jukung.ui.pages.label_notes import counted_words
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.pages.run_work import Confirmed


class LabelBanner(UndoBanner):
    """Blank numbers are stuck on books next, so that is offered beside Undo."""

    bind_wanted = Signal()

    def tell_counted(self, counted: Confirmed) -> None:
        """Say what counts as printed now."""
        title, detail = counted_words(counted)
        self.tell(title, detail, act_id=counted.act_id)
        if counted.run.what is not PrintWhat.blank:
            return
        undo = Button(_("Undo"), icon="undo-2", key="Ctrl+Z")
        undo.clicked.connect(self.undo)
        # The button among the choices answers the key.
        bind = Button(_("Bind numbers"), icon="scan-barcode", key="Ctrl+B", bound=False)
        bind.clicked.connect(self.bind_wanted)
        both = QWidget()
        row = QVBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(undo)
        row.addWidget(bind)
        self.say(title, detail, tint="good", button=both)

    @override
    def _tell_undone(self, act_id: str) -> None:
        sounds.play("done")
        self.say(_("Undone."), _("These labels wait again, above."), tint="good")
        self._then(act_id)

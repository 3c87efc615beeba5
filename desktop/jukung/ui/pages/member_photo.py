"""What a member looks like: the photo, or the first letters of the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pages.picture_tile import PictureTile
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.members import MemberView

WIDE, HIGH, RADIUS = 64, 80, 8


class MemberPhoto(PictureTile):
    """A photo that fills its tile; where there is none it has initials."""

    def __init__(
        self, *, wide: int = WIDE, high: int = HIGH, parent: QWidget | None = None
    ) -> None:
        super().__init__(wide=wide, high=high, radius=RADIUS, parent=parent)
        self._letters = ""

    def show_member(self, member: MemberView | None, jpeg: bytes | None) -> None:
        """Show a member; nobody is an empty tile."""
        self.show_name(member.name if member else "", of_nobody=member is None)
        self.show_jpeg(jpeg)

    def show_name(self, name: str, *, of_nobody: bool = False) -> None:
        """Show the first letters of the first two words; a resident has the same everywhere."""
        letters = "".join(word[0] for word in name.split()[:2]).upper()
        self._letters = letters or ("" if of_nobody else _("W B"))
        self.setAccessibleName(_("Photo") if name else "")
        self.update()

    @override
    def _place_of(self, picture: QImage) -> QRectF:
        """Where the picture goes so that it fills the tile; of a tall one the top is kept."""
        scale = max(self.width() / picture.width(), self.height() / picture.height())
        wide, high = picture.width() * scale, picture.height() * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 4, wide, high)

    @override
    def _paint_missing(self, painter: QPainter) -> None:
        if not self._letters:
            self._paint_icon(painter, "user", theme.px(28))
            return
        painter.setPen(theme.colour("second"))
        painter.setFont(theme.font(22, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)

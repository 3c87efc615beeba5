"""What a member looks like: the photo, or the first letters of the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.icon import paint_icon
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.members import MemberView

WIDE, HIGH, RADIUS = 64, 80, 8


class MemberPhoto(QWidget):
    """A tile of fixed size; where there is no photo it has initials."""

    def __init__(
        self, *, wide: int = WIDE, high: int = HIGH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._letters = ""
        self._picture: QImage | None = None
        self.setFixedSize(theme.px(wide), theme.px(high))

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

    def show_jpeg(self, jpeg: bytes | None) -> None:
        """Show a photo; None, or one that cannot be read, leaves the letters."""
        picture = QImage.fromData(jpeg) if jpeg else QImage()
        self._picture = None if picture.isNull() else picture
        self.update()

    def shows_photo(self) -> bool:
        """Whether a photo is shown, not letters."""
        return self._picture is not None

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), theme.px(RADIUS), theme.px(RADIUS))
        painter.fillPath(shape, theme.colour("initials_ground"))
        if self._picture is not None:
            painter.setClipPath(shape)
            painter.drawImage(self._cover(self._picture), self._picture)
        elif self._letters:
            painter.setPen(theme.colour("second"))
            painter.setFont(theme.font(22, bold=True))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        else:
            side = theme.px(28)
            left, top = (self.width() - side) / 2, (self.height() - side) / 2
            paint_icon(painter, QRectF(left, top, side, side), "user", "second")
        painter.end()

    def _cover(self, picture: QImage) -> QRectF:
        """Where the picture goes so that it fills the tile; of a tall one the top is kept."""
        scale = max(self.width() / picture.width(), self.height() / picture.height())
        wide, high = picture.width() * scale, picture.height() * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 4, wide, high)

"""The photo in the form of a member."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from jukung.ui.pages.member_photo import MemberPhoto
from jukung.ui.pages.picture_field import PictureField
from jukung.ui.pieces.label import label
from jukung.words import _

WIDE, HIGH = 84, 108


class PhotoField(PictureField):
    """A photo, or the initials of the name typed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self.tile = MemberPhoto(wide=WIDE, high=HIGH)
        super().__init__(
            self.tile,
            name=_("Photo"),
            choose=_("Photo…"),
            asking=_("A photo"),
            below=label(_("Ctrl V"), "note"),
            parent=parent,
        )

    def load(self, name: str, jpeg: bytes | None) -> None:
        """Show what is kept of somebody."""
        self.tile.show_name(name, of_nobody=not name)
        self.keep_jpeg(jpeg)

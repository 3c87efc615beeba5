"""How the program looks and sounds on this computer."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QWidget

from jukung.ui import sounds, theme
from jukung.ui.pages.form_parts import beside
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.preferences import Preferences
from jukung.words import N_, _

SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
# A language is written in itself, so that those who need it find it.
_LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
_THEMES = {"light": N_("Light"), "dark": N_("Dark"), "large": N_("Large type")}


class LookCard(Card):
    """Each choice is kept at once; some show themselves when the program starts again."""

    def __init__(self, preferences: Preferences, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._preferences = preferences
        self._language = _choices(_LANGUAGES, preferences.language)
        self._theme = _choices({k: _(v) for k, v in _THEMES.items()}, preferences.theme)
        scales = {f"{scale:g}": f"{round(100 * scale)} %" for scale in SCALES}
        self._scale = _choices(scales, f"{preferences.scale:g}")
        self._sound = QCheckBox(_("Short tones at the desk"))
        self._sound.setChecked(preferences.sound)
        self._note = label("", "small", tint="gold", wrap=True)
        self._note.hide()
        self.body.addWidget(label(_("On this computer"), "heading"))
        self.body.addLayout(named(_("Language"), self._language))
        look = beside((named(_("Look"), self._theme), 1), (named(_("Size"), self._scale), 1))
        self.body.addLayout(look)
        self.body.addWidget(self._sound)
        self.body.addWidget(self._note)
        self._language.currentIndexChanged.connect(self._keep_language)
        self._theme.currentIndexChanged.connect(self._keep_theme)
        self._scale.currentIndexChanged.connect(self._keep_scale)
        self._sound.toggled.connect(self._keep_sound)

    def choose_language(self, language: str) -> None:
        """Choose `id` or `en`."""
        self._language.setCurrentIndex(self._language.findData(language))

    def choose_theme(self, name: str) -> None:
        """Choose `light`, `dark` or `large`."""
        self._theme.setCurrentIndex(self._theme.findData(name))

    def words(self) -> str:
        """The note shown; empty when there is none."""
        return "" if self._note.isHidden() else self._note.text()

    @Slot()
    def _keep_language(self) -> None:
        self._preferences.language = str(self._language.currentData())
        self._tell_later()

    @Slot()
    def _keep_theme(self) -> None:
        chosen = str(self._theme.currentData())
        self._preferences.theme = chosen
        shown = theme.current()
        app = QApplication.instance()
        if "large" in (chosen, shown.name) or not isinstance(app, QApplication):
            # Sizes were measured when the window was made; only colours change live.
            self._tell_later()
        else:
            theme.apply(app, theme=chosen, scale=shown.scale)

    @Slot()
    def _keep_scale(self) -> None:
        self._preferences.scale = float(self._scale.currentData())
        self._tell_later()

    @Slot(bool)
    def _keep_sound(self, on: bool) -> None:  # noqa: FBT001 - the signal's own
        self._preferences.sound = on
        sounds.switch(on=on)
        sounds.play("done")

    def _tell_later(self) -> None:
        self._note.setText(_("Close Jukung and open it again to see this."))
        self._note.show()


def _choices(names: dict[str, str], chosen: str) -> QComboBox:
    made = QComboBox()
    for value, name in names.items():
        made.addItem(name, value)
    made.setCurrentIndex(max(made.findData(chosen), 0))
    return made

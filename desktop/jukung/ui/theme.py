"""Colours, type and sizes of every window, from one set of tokens.

`resources/theme/colours.toml` has the colours, `windows.qss` the shapes.
Sizes are written as at scale 1; `px` and the style sheet multiply them alike.
"""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from jukung import places

THEMES = ("light", "dark", "large")
LARGE = 1.25
SMALLEST, LARGEST = 0.8, 2.0
FAMILY = "Noto Sans"
BODY, SMALL = 14.0, 12.5

_Role = QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as it is shown now."""

    name: str
    scale: float
    colours: Mapping[str, str]


@functools.cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    """Everything in `colours.toml`."""
    written = (_folder() / "colours.toml").read_text(encoding="utf-8")
    return tomllib.loads(written)


def _folder() -> Path:
    return places.resources() / "theme"


def of(name: str, scale: float = 1.0) -> Theme:
    """The theme of a name at a scale; an unknown name is the light one."""
    factor = scale * (LARGE if name == "large" else 1.0)
    colours = _tables()["dark" if name == "dark" else "light"]
    return Theme(
        name=name if name in THEMES else "light",
        scale=min(max(factor, SMALLEST), LARGEST),
        colours=colours,
    )


def written_on() -> Mapping[str, list[str]]:
    """Which inks are written on which ground, for measuring the contrast."""
    return _tables()["written_on"]  # type: ignore[return-value]


_current: Theme | None = None


def current() -> Theme:
    """The theme shown now; the light one before `apply`."""
    return _current or of("light")


def colour(token: str) -> QColor:
    """The colour of a token in the theme shown now."""
    return QColor(current().colours[token])


def px(size: float) -> int:
    """A size of the design in pixels at the scale of now; never below 1."""
    return max(1, round(size * current().scale))


def font(size: float = BODY, *, bold: bool = False, tabular: bool = False) -> QFont:
    """Our type in a size of the design; `tabular` lines figures up in columns."""
    made = QFont(FAMILY)
    made.setPixelSize(px(size))
    made.setBold(bold)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@functools.cache
def _register_fonts() -> tuple[str, ...]:
    """Register the bundled fonts once for the program."""
    families: list[str] = []
    for file in sorted((places.resources() / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(families)


def _palette(theme: Theme) -> QPalette:
    """What Fusion needs for the parts that the style sheet leaves to it."""
    roles = {
        _Role.Window: "paper",
        _Role.WindowText: "ink",
        _Role.Base: "card",
        _Role.AlternateBase: "fact_ground",
        _Role.Text: "ink",
        _Role.PlaceholderText: "faint",
        _Role.Button: "card",
        _Role.ButtonText: "ink",
        _Role.BrightText: "bad",
        _Role.Highlight: "accent",
        _Role.HighlightedText: "on_accent",
        _Role.Accent: "accent",
        _Role.Link: "accent_ink",
        _Role.LinkVisited: "accent_ink",
        _Role.ToolTipBase: "tip",
        _Role.ToolTipText: "on_tip",
        _Role.Mid: "line",
        _Role.Dark: "control_line",
        _Role.Light: "card",
    }
    palette = QPalette()
    for role, token in roles.items():
        palette.setColor(role, QColor(theme.colours[token]))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        faint = QColor(theme.colours["faint"])
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette


def style_sheet(theme: Theme) -> str:
    """The style sheet with the theme's colours and sizes filled in."""

    def grow(size: re.Match[str]) -> str:
        return f"{max(1, round(float(size[1]) * theme.scale))}px"

    template = (_folder() / "windows.qss").read_text(encoding="utf-8")
    sized = re.sub(r"(\d+(?:\.\d+)?)px", grow, template)
    marks = "dark" if theme.name == "dark" else "light"
    folder = _folder().as_posix()
    return Template(sized).substitute(theme.colours, folder=folder, marks=marks)


def apply(app: QApplication, *, theme: str = "light", scale: float = 1.0) -> None:
    """Show everything in a theme, now and in every window made later."""
    global _current  # noqa: PLW0603 - one program has one look
    _current = of(theme, scale)
    _register_fonts()
    app.setPalette(_palette(_current))
    app.setFont(font())
    app.setStyleSheet(style_sheet(_current))

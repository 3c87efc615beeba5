"""What the label page remembers: for each kind, and for each printer and sheet."""

from __future__ import annotations

import json
from collections.abc import Sequence

from jukung.ui.pages.label_kinds import Kind
from jukung.ui.pages.label_orders import Choices
from jukung.ui.preferences import Preferences


class LabelMemory:
    """Everything in the preferences of this computer; the fit is the printer's of now."""

    def __init__(self, preferences: Preferences) -> None:
        self._kept = preferences

    def kind(self, kinds: Sequence[Kind]) -> Kind:
        """The kind chosen last among these."""
        last = self._kept.print_choice(_group(kinds), "what")
        return next((kind for kind in kinds if kind.what == last), kinds[0])

    def keep_kind(self, kinds: Sequence[Kind], kind: Kind) -> None:
        """Remember the kind chosen among these."""
        self._kept.keep_print_choice(_group(kinds), "what", str(kind.what))

    def sheet(self, kind: Kind) -> str:
        """The sheet used last for a kind."""
        return self._kept.sheet(str(kind.what))

    def keep_sheet(self, kind: Kind, sheet: str) -> None:
        """Remember the sheet of a kind."""
        self._kept.keep_sheet(str(kind.what), sheet)

    def choices(self, kind: Kind) -> Choices:
        """How labels of a kind looked last."""
        try:
            kept = json.loads(self._kept.print_choice(str(kind.what), "looks") or "{}")
        except ValueError:
            kept = {}
        return Choices.of(kept if isinstance(kept, dict) else {})

    def keep_choices(self, kind: Kind, choices: Choices) -> None:
        """Remember how labels of a kind look."""
        self._kept.keep_print_choice(str(kind.what), "looks", json.dumps(choices.kept()))

    def fit(self, sheet: str) -> tuple[tuple[float, float, float, float], str]:
        """How the printer is put right on a sheet, and the paper it is fed with."""
        printer = self._kept.printer
        return self._kept.fit(printer, sheet), self._kept.carrier(printer, sheet)

    def has_fit(self, sheet: str) -> bool:
        """Whether the printer of now was ever put right on a sheet."""
        return self._kept.has_fit(self._kept.printer, sheet)

    def keep_fit(self, sheet: str, fit: tuple[float, float, float, float], carrier: str) -> None:
        """Remember both for the printer of now."""
        right, down, creep_right, creep_down = fit
        printer = self._kept.printer
        self._kept.keep_fit(
            printer, sheet, right=right, down=down, creep_right=creep_right, creep_down=creep_down
        )
        self._kept.keep_carrier(printer, sheet, carrier)


def _group(kinds: Sequence[Kind]) -> str:
    return f"group-{kinds[0].what}"

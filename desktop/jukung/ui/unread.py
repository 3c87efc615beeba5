"""Keeps PySide6 from reading the source of everything that is imported after it.

PySide6 6.12.0 looks for its own name in the source of each module, to know where
`from __feature__ import …` might apply; nothing here uses that. It is a tenth of the
time to the first window, and of the time to open a library after it.
There is no switch for it, so the question itself is answered: no.
"""

import contextlib
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - brings the hook in


def leave_sources_unread() -> None:
    """Answer PySide6's question about every module imported from now on."""
    # Where a later version asks otherwise, it is only slower.
    with contextlib.suppress(ImportError, AttributeError):
        # It exists only once PySide6 is there, and carries no types.
        from shibokensupport import feature  # type: ignore[import-not-found]  # noqa: PLC0415

        feature._mod_uses_pyside = _uses_no_feature  # noqa: SLF001 - there is no public name


def _uses_no_feature(_module: ModuleType) -> bool:
    return False

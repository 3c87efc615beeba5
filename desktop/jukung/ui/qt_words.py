"""Qt's own words, in the language of the program.

Qt asks by its English text; what stands in this list is looked up like any
other key, everything else stays as Qt has it.
"""

from PySide6.QtCore import QCoreApplication, QTranslator
from typing_extensions import override

from jukung.words import N_, _, language

_KEYS = (
    # Buttons of dialogs
    N_("OK"), N_("Save"), N_("Save All"), N_("Open"), N_("Cancel"), N_("Close"),
    N_("Apply"), N_("Reset"), N_("Help"), N_("Discard"), N_("Yes"), N_("No"),
    N_("Yes to All"), N_("No to All"), N_("Abort"), N_("Retry"), N_("Ignore"),
    N_("Restore Defaults"), N_("Don't Save"), N_("Close without Saving"),
    # The menu of text fields
    N_("Undo"), N_("Redo"), N_("Cut"), N_("Paste"), N_("Delete"),
    N_("Select All"), N_("Clear"), N_("Step up"), N_("Step down"),
    # Choosing files
    N_("Look in:"), N_("File name:"), N_("Files of type:"), N_("Directory:"),
    N_("Directories"), N_("Choose"), N_("Name"), N_("Size"), N_("Type"), N_("Date Modified"),
    N_("All Files (*)"), N_("Back"), N_("Forward"), N_("Parent Directory"),
    N_("Create New Folder"), N_("New Folder"), N_("Rename"), N_("Computer"),
    N_("Desktop"), N_("Documents"), N_("List View"), N_("Detail View"),
    # Printing
    N_("Print"), N_("Printer"), N_("Options"), N_("Properties"), N_("Pages"),
    N_("Print all"), N_("Print range"), N_("Current Page"),
    N_("Selection"), N_("Paper"), N_("Page size:"), N_("Orientation"), N_("Portrait"),
    N_("Landscape"), N_("Margins"), N_("Color"), N_("Grayscale"), N_("Collate"),
    N_("Reverse"), N_("Print to File (PDF)"), N_("Preview"), N_("Location:"),
    N_("Today"),
)  # fmt: skip

# In a library these words mean something else as well.
_OTHER_KEYS = {
    "Copy": N_("Copy text"),
    "Copies": N_("Copies of the print"),
    "Copies:": N_("Copies of the print:"),
    "Home": N_("Home folder"),
}

_KEY_OF = {key: key for key in _KEYS} | _OTHER_KEYS


class QtWords(QTranslator):
    """Gives Qt the program's words for what is in the list."""

    @override
    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        key = _KEY_OF.get(sourceText.replace("&", ""))
        if key is None or language() == "en":
            return None
        return _(key)


def install(app: QCoreApplication) -> QtWords:
    """Have Qt speak like the program."""
    translator = QtWords(app)
    app.installTranslator(translator)
    return translator

"""Where a library's month comes from, in a word."""

from jukung.agency.tables import FigureSource
from jukung.words import N_, _

_WORDS = {
    FigureSource.parcel: N_("Jukung"),
    FigureSource.typed: N_("typed here"),
    FigureSource.workbook: N_("workbook"),
    FigureSource.photograph: N_("photograph of their form"),
    FigureSource.telephone: N_("by telephone"),
}


def source_word(source: FigureSource) -> str:
    """For example `by telephone`."""
    return _(_WORDS[source])

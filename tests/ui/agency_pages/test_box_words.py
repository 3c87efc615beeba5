"""Every name that the agency and the lists know has a word here."""

from jukung.agency.agreements import Standing
from jukung.agency.tables import BoxCopyState, BoxState
from jukung.exchange.packs.lists import USES, Odd
from jukung.exchange.packs.merging import Likeness
from jukung.ui.agency_pages import box_words


def test_every_name_has_a_word():
    pairs = (
        (BoxState, box_words.STATES),
        (BoxCopyState, box_words.COPY_STATES),
        (Odd, box_words.ODD),
        (Likeness, box_words.REPEATS),
        (Standing, box_words.STANDINGS),
        (USES, box_words.USES),
    )

    for names, words in pairs:
        assert [str(name) for name in names] == list(words)

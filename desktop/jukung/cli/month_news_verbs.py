"""Verbs of what the agency tells a library and asks it."""

from argparse import Namespace

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.exchange.parcels import notices
from jukung.figures.indicators import SENT
from jukung.words import _, long_month, number


def show(arguments: Namespace) -> Answer:
    """Show the agency's messages and questions; messages count as read from then on."""
    with opened(arguments) as library, library.changing() as desk:
        told, asked = notices.messages(desk), notices.questions(desk)
        for each in told:
            if not each.is_read:
                notices.mark_read(desk, each.no)
    value = {
        "messages": [
            {"no": each.no, "words": each.words, "on": each.on.isoformat(), "read": each.is_read}
            for each in told
        ],
        "questions": [
            {
                "no": each.no,
                "period": each.month.text,
                "figure": each.code,
                "value": each.value,
                "answer": each.answer,
            }
            for each in asked
        ],
    }
    return Answer(value, (*map(_told, told), *map(_asked, asked)))


def answer(arguments: Namespace) -> Answer:
    """Answer a question; the answer goes along in the next report."""
    with opened(arguments) as library, library.changing() as desk:
        said = notices.answer(desk, arguments.number, notices.Choice(arguments.choice))
    words = _("Answered. It goes along with the next report.")
    return Answer({"no": said.no, "answer": said.answer}, (words,))


def _told(told: notices.NoticeRead) -> str:
    if told.no == notices.KEYS:
        words = _("{agency} has new keys. Its numbers are now {digits}.")
        return words.format(agency=told.agency, digits=told.words)
    return f"{told.on.isoformat()}  {told.words}"


def _asked(asked: notices.QuestionRead) -> str:
    titles = {each.code: each.title for each in SENT}
    words = _("Question {no}: {month}, {figure}: is {value} right?")
    return words.format(
        no=asked.no,
        month=long_month(asked.month.year, asked.month.number),
        figure=_(titles[asked.code]) if asked.code in titles else asked.code,
        value="—" if asked.value is None else number(asked.value),
    )

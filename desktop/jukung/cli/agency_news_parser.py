"""The verbs of what goes down to libraries, on both sides."""

from typing import Any

from jukung.cli.parsing import verb
from jukung.words import _

_VERBS = "agency_news_verbs:"


def add_to_agency(agency: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add messages, questions, doubts and new keys."""
    message = verb(agency, "message", "", _("messages to libraries"))
    kinds = message.add_subparsers(dest="verb", required=True)
    add = verb(kinds, "add", f"{_VERBS}add_message", _("write a message"))
    add.add_argument("words", metavar="TEXT")
    add.add_argument(
        "--for",
        dest="to_whom",
        default="",
        metavar="village | prison | CODE",
        help=_("a kind, a kabupaten or one library; without it all"),
    )
    add.add_argument("--until", metavar="YYYY-MM-DD")
    verb(kinds, "list", f"{_VERBS}list_messages", _("list the messages"))
    back = verb(kinds, "withdraw", f"{_VERBS}withdraw_message", _("take a message back"))
    back.add_argument("number", type=int, metavar="NO")
    out = verb(kinds, "write", f"{_VERBS}write_news", _("write receipts with news"))
    out.add_argument("--to", required=True, metavar="DIR")
    question = verb(agency, "question", "", _("figures asked back"))
    kinds = question.add_subparsers(dest="verb", required=True)
    verb(kinds, "list", f"{_VERBS}list_questions", _("list the open questions"))
    asking = verb(kinds, "ask", f"{_VERBS}ask", _("ask a library about a figure"))
    asking.add_argument("site", metavar="CODE")
    asking.add_argument("month", metavar="YYYY-MM")
    asking.add_argument("figure", metavar="FIGURE")
    asking.add_argument("--words", default="", metavar="TEXT")
    settling = verb(kinds, "settle", f"{_VERBS}settle", _("close a question"))
    settling.add_argument("site", metavar="CODE")
    settling.add_argument("number", type=int, metavar="NO")
    for parser in (add, back, asking, settling):
        parser.add_argument("--by", default="", metavar="NAME", help=_("who does it"))
    doubts = verb(agency, "implausible", f"{_VERBS}list_doubts", _("figures that look wrong"))
    doubts.add_argument("--month", required=True, metavar="YYYY-MM")
    keys = verb(agency, "new-key", f"{_VERBS}make_new_keys", _("make new keys, by two people"))
    keys.add_argument("--by", required=True, metavar="NAME")
    keys.add_argument("--with", required=True, metavar="NAME")
    keys.add_argument("--to", required=True, metavar="DIR", help=_("where the new card goes"))


def add_to_month(month: Any) -> None:  # noqa: ANN401 - as above
    """Add what a library reads and answers."""
    verb(month, "messages", "month_news_verbs:show", _("what the agency tells and asks"))
    answer = verb(month, "answer", "month_news_verbs:answer", _("answer a question"))
    answer.add_argument("number", type=int, metavar="NO")
    answer.add_argument("choice", choices=("correct", "corrected", "not_counted"))

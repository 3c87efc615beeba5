"""The words of everything that is handed out: the open export, MARC, lists."""

from typing import Any

from jukung.cli.parsing import verb
from jukung.words import _

# By the codes of `exchange.exports.lists`, which is slow to import; a test compares.
LISTS = (
    "titles",
    "copies",
    "members",
    "loans",
    "overdue",
    "holds",
    "money",
    "visits",
    "activities",
)
# By `exchange.exports.marc_holdings.Holdings`; a test compares.
HOLDINGS = ("952", "852", "none")


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add the verbs of exports."""
    export = verb(verbs, "export", "", _("hand out what the library holds")).add_subparsers(
        dest="noun", required=True
    )
    whole = verb(export, "open", "export_verbs:write_open", _("write everything as an open export"))
    slims = verb(export, "slims", "export_verbs:write_slims", _("write lists as SLiMS reads them"))
    for parser in (whole, slims):
        parser.add_argument("--to", required=True, metavar="DIR", help=_("a folder that is new"))
    for name, words in (
        ("marc", _("write titles and copies as MARC 21")),
        ("marcxml", _("write titles and copies as MARCXML")),
    ):
        parser = verb(export, name, f"export_verbs:write_{name}", words)
        parser.add_argument("--to", required=True, metavar="FILE")
        parser.add_argument(
            "--titles", nargs="+", metavar="WORDS", help=_("only the titles that these words find")
        )
        parser.add_argument(
            "--copies", choices=HOLDINGS, default="952", help=_("the field of copies")
        )
    listed = verb(export, "xlsx", "export_verbs:write_list", _("write a list as a workbook"))
    listed.add_argument("list", choices=LISTS)
    listed.add_argument("--to", required=True, metavar="FILE.xlsx | FILE.csv")
    back = verb(export, "read", "export_verbs:read_open", _("make a library of an open export"))
    back.add_argument("folder", metavar="DIR")
    back.add_argument("--to", required=True, metavar="NEW")

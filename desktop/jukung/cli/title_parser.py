"""The words of the catalogue's verbs."""

from typing import Any

from jukung.cli.parsing import verb
from jukung.domain.kinds import Audience, CollectionKind, CopyCondition, Frequency, SourceKind
from jukung.words import _

# By the names of `library.title_batch.FIELDS`, which is slow to import; a test compares.
FIELDS = (
    *("publisher", "place", "year", "language", "material", "series", "edition"),
    *("audience", "frequency", "class_number", "subjects"),
)
_LINES = (
    *("isbn", "publisher", "year", "place", "edition", "series", "collation"),
    *("material", "issn", "notes", "statement"),
)


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add the verbs of titles, copies and names."""
    title = verb(verbs, "title", "", _("titles")).add_subparsers(dest="noun", required=True)
    _writing(title)
    _tidying(title)
    copy = verb(verbs, "copy", "", _("copies")).add_subparsers(dest="noun", required=True)
    _copies(copy)
    names = verb(verbs, "names", "", _("names and subjects")).add_subparsers(
        dest="noun", required=True
    )
    listed = verb(names, "list", "tidy_verbs:list_names", _("list names by their use"))
    listed.add_argument("words", nargs="*")
    listed.add_argument("--alike", action="store_true", help=_("only those that look alike"))
    merge = verb(names, "merge", "tidy_verbs:merge_names", _("write a name in place of others"))
    merge.add_argument("keep", metavar="KEEP")
    merge.add_argument("others", nargs="+", metavar="OTHER")
    for parser in (listed, merge):
        parser.add_argument("--subjects", action="store_true", help=_("subjects, not people"))


def _writing(title: Any) -> None:  # noqa: ANN401 - as above
    new = verb(title, "add", "title_verbs:add", _("add a title"))
    new.add_argument("title", nargs="?", default="")
    new.add_argument("--copies", type=int, default=1, help=_("how many, numbered by us"))
    change = verb(title, "edit", "title_verbs:edit", _("change a title"))
    change.add_argument("title", metavar="TITLE | NUMBER | ISBN")
    change.add_argument("--title", dest="new_title", default=None)
    for parser in (new, change):
        for name in _LINES:
            parser.add_argument(f"--{name}", default=None)
        parser.add_argument("--written-in", default=None, help=_("the language, such as Banjar"))
        parser.add_argument("--class", dest="class_number", default=None)
        parser.add_argument("--call-number", default=None)
        parser.add_argument(
            "--entered-under", default="", metavar="MUH", help=_("the letters of the heading")
        )
        parser.add_argument("--people", default=None, help=_("several with ; between"))
        parser.add_argument("--roles", default=None, help=_("aut; trl; edt … in the same order"))
        parser.add_argument("--subjects", default=None, help=_("several with ; between"))
        parser.add_argument("--audience", choices=tuple(map(str, Audience)), default=None)
        parser.add_argument("--frequency", choices=tuple(map(str, Frequency)), default=None)
        parser.add_argument(
            "--field", action="append", default=None, metavar="NAME=VALUE", help=_("our own field")
        )
    new.add_argument("--from-packs", action="store_true", help=_("fill it from the title packs"))
    show = verb(title, "show", "title_verbs:show", _("show a title and its copies"))
    cover = verb(title, "cover", "title_verbs:cover", _("keep the picture of a cover"))
    for parser in (show, cover):
        parser.add_argument("title", metavar="TITLE | NUMBER | ISBN")
    cover.add_argument("file", nargs="?", default="", metavar="PICTURE")
    cover.add_argument("--remove", action="store_true", help=_("take the picture away"))


def _tidying(title: Any) -> None:  # noqa: ANN401 - as above
    verb(title, "twins", "tidy_verbs:twins", _("list titles that are here twice"))
    merge = verb(title, "merge", "tidy_verbs:merge", _("make titles one"))
    merge.add_argument("keep", metavar="KEEP", help=_("a copy's number, an ISBN, or words"))
    merge.add_argument("others", nargs="+", metavar="OTHER")
    many = verb(title, "set", "tidy_verbs:set_field", _("set one field of many titles"))
    many.add_argument("field", choices=FIELDS)
    many.add_argument("value")
    many.add_argument("titles", nargs="+", metavar="TITLE | NUMBER | ISBN")
    how = many.add_mutually_exclusive_group()
    how.add_argument("--add", action="store_true", help=_("add subjects to those there are"))
    how.add_argument("--remove", action="store_true", help=_("take subjects away"))
    letters = verb(title, "letters", "tidy_verbs:letters", _("find garbled letters"))
    letters.add_argument("--mend", action="store_true", help=_("repair all that were found"))
    away = verb(title, "bin", "tidy_verbs:put_in_bin", _("put titles into the recycle bin"))
    away.add_argument("titles", nargs="*", metavar="TITLE | NUMBER | ISBN")
    back = verb(title, "put-back", "tidy_verbs:put_back", _("take titles out of the bin"))
    back.add_argument("titles", nargs="+", metavar="TITLE")


def _copies(copy: Any) -> None:  # noqa: ANN401 - as above
    new = verb(copy, "add", "title_verbs:add_copies", _("add copies to a title"))
    new.add_argument("title", metavar="TITLE | NUMBER | ISBN")
    new.add_argument("--count", type=int, default=1, help=_("how many, numbered by us"))
    new.add_argument("--numbers", nargs="*", default=[], help=_("numbers that are on them already"))
    new.add_argument("--kind", choices=tuple(map(str, CollectionKind)), default="general")
    new.add_argument("--source-kind", choices=tuple(map(str, SourceKind)), default=None)
    new.add_argument("--source", default=None, help=_("the shop, giver or programme"))
    new.add_argument("--price", type=int, default=None, help=_("whole rupiah"))
    new.add_argument("--received", default=None, metavar="YYYY-MM-DD")
    new.add_argument("--invoice", default=None)
    new.add_argument("--condition", choices=tuple(map(str, CopyCondition)), default=None)
    new.add_argument("--place", default=None, help=_("the shelf"))

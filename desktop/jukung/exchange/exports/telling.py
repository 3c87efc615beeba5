"""What was handed out, in words: first how much, then what was left and why."""

from jukung.exchange.exports.list_files import ListWritten
from jukung.exchange.exports.marc import MarcWritten
from jukung.exchange.exports.open_export import OpenExport
from jukung.exchange.exports.slims import LONGEST_NUMBER, SlimsWritten
from jukung.words import _, many, number


def of_open(made: OpenExport) -> tuple[str, ...]:
    """An open export, and that nobody locks it."""
    return (
        f"{_rows(sum(made.rows.values()))} · {_files(len(made.rows))}",
        _("README.txt says what is left out. Keep it safe: it is not locked."),
    )


def of_marc(made: MarcWritten) -> tuple[str, ...]:
    """Records, and the copies and notes that had no room in them."""
    lines = [f"{_titles(made.titles)} · {_copies(made.copies)}"]
    if made.copies_left:
        left = many(
            "{count} copy did not fit into its record. MARCXML holds them all.",
            "{count} copies did not fit into their records. MARCXML holds them all.",
            made.copies_left,
        )
        lines.append(left.format(count=number(made.copies_left)))
    if made.fields_left:
        left = many(
            "{count} long note or subject did not fit into its record. MARCXML holds it.",
            "{count} long notes or subjects did not fit into their records. MARCXML holds them.",
            made.fields_left,
        )
        lines.append(left.format(count=number(made.fields_left)))
    return tuple(lines)


def of_slims(made: SlimsWritten) -> tuple[str, ...]:
    """Lists for SLiMS, what it has no place for, and what it cuts."""
    lines = [f"{_titles(made.titles)} · {_copies(made.copies)} · {_members(made.members)}"]
    if made.withdrawn_left:
        left = many(
            "{count} withdrawn copy is left out.",
            "{count} withdrawn copies are left out.",
            made.withdrawn_left,
        )
        lines.append(left.format(count=number(made.withdrawn_left)))
    if made.long_numbers:
        cut = many(
            "SLiMS cuts {count} number that is longer than {most} letters: {first}",
            "SLiMS cuts {count} numbers that are longer than {most} letters: {first} …",
            len(made.long_numbers),
        )
        count = number(len(made.long_numbers))
        lines.append(cut.format(count=count, most=LONGEST_NUMBER, first=made.long_numbers[0]))
    return tuple(lines)


def of_list(made: ListWritten) -> tuple[str, ...]:
    """A list."""
    return (_rows(made.rows),)


def _rows(count: int) -> str:
    return many("{count} row", "{count} rows", count).format(count=number(count))


def _files(count: int) -> str:
    return many("{count} file", "{count} files", count).format(count=number(count))


def _titles(count: int) -> str:
    return many("{count} title", "{count} titles", count).format(count=number(count))


def _copies(count: int) -> str:
    return many("{count} copy", "{count} copies", count).format(count=number(count))


def _members(count: int) -> str:
    return many("{count} member", "{count} members", count).format(count=number(count))

"""How a SLiMS title list is written: separator, quotes, header.

SLiMS up to 9.6.0 encloses every cell and leaves quotes inside as they are; from
9.6.1 on it doubles them. The person who exports chooses separator and quote. Excel
writes such a list anew with `;` and as few quotes as it can.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

from jukung.exchange.imports.slims_columns import FIRST_LIST, WIDTH, Columns, recognise
from jukung.exchange.listed.rows import (
    Layout,
    has_single_quote,
    lines_of,
    read_rows,
)

_SAMPLE_LINES = 200
_QUOTED_ROWS = 200
_MOST_UNFIT = 1000
_SAMPLE_SIGNS = 256 * 1024
_USUAL_SEPARATORS = (";", ",", "\t", "^", "|", "~", "#", "||", "^^", "##", "~~", " | ")
_LANGUAGES = frozenset(
    {"indonesia", "indonesian", "english", "inggris", "arabic", "arab", "melayu"}
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The layout of a list, its columns, and where its rows begin."""

    layout: Layout
    columns: Columns
    start: int
    line: int
    is_evident: bool
    """Its header or its lists in angle brackets say that SLiMS wrote it."""
    has_open_header: bool = False
    """A separator stands after the last name, as 9.2.0 to 9.6.0 write it."""


def find_dialect(text: str) -> Dialect | None:
    """Say how a list of titles is written; None if it is not eighteen columns."""
    begin = _after_excel_hint(text)
    first = next(lines_of(text[begin : begin + _SAMPLE_SIGNS]), None)
    if first is None:
        return None
    at, line = begin + first[0], first[1]
    separator, columns = _header_of(line)
    start = at + len(line) if columns else at
    sample = _sample(text[start : start + _SAMPLE_SIGNS])
    wanted = columns or Columns()
    layout = _best_layout(sample, separator, wanted.width)
    if layout is None and columns is None:
        return None
    layout = layout or Layout(separator, enclosed=line.startswith('"'))
    if layout.enclosed:
        raw = not _is_plain(text, layout, start) and _has_raw_quotes(
            text, layout, wanted.width, start
        )
        layout = replace(layout, raw=raw)
    return Dialect(
        layout,
        wanted,
        start,
        len(re.findall(r"\r\n|\r|\n", text[:start])) + 1,
        is_evident=columns is not None or _is_evident(sample, layout),
        has_open_header=columns is not None and line.rstrip().endswith(separator),
    )


def _after_excel_hint(text: str) -> int:
    """Where the list begins after a `sep=;` line that Excel puts in front."""
    hint = re.match(r'\s*"?sep=.{1,3}?"?[\r\n]+', text, re.IGNORECASE)
    return hint.end() if hint else 0


def _sample(text: str) -> str:
    lines = list(islice(lines_of(text), _SAMPLE_LINES))
    return text[: lines[-1][0] + len(lines[-1][1])] if lines else ""


def _header_of(line: str) -> tuple[str, Columns | None]:
    """The separator and columns of a header, enclosed or not."""
    between = re.findall(r"[^\w\s.()/\"']{1,3}|\t", line[:2000])
    found: list[tuple[tuple[bool, int, int], str, Columns]] = []
    for separator in dict.fromkeys([*between, *_USUAL_SEPARATORS]):
        cells = [cell.strip(" \"'`~|") for cell in line.split(separator)]
        columns = recognise(cells) if len(cells) <= 4 * WIDTH else None
        if columns:
            worth = (columns.is_in_order, -len(columns.unknown), -len(separator))
            found.append((worth, separator, columns))
    if not found:
        return "", None
    _, separator, columns = max(found, key=lambda each: each[0])
    return separator, columns


def _best_layout(sample: str, separator: str, width: int) -> Layout | None:
    """The layout that gives rows of the right width most often, at least for half."""
    best, most = None, (False, 0)
    for layout in _candidates(sample, separator):
        rows = list(read_rows(sample, layout, width=width))
        fitting = sum(_fits(row.cells, width) and not row.torn for row in rows)
        if layout.enclosed and sample.count(layout.joint) * 2 < fitting * (width - 1):
            continue  # most cells stand bare: Excel wrote it
        worth = (layout.enclosed, fitting)
        if fitting and worth > most and 2 * fitting >= len(rows):
            best, most = layout, worth
    return best


def _fits(cells: list[str], width: int) -> bool:
    return len(cells) == width or (len(cells) == width + 1 and not cells[-1])


def _candidates(sample: str, separator: str) -> list[Layout]:
    bare = [separator] if separator else _USUAL_SEPARATORS
    firsts = Counter(line[0] for _, line in lines_of(sample))
    quote = max(firsts, key=lambda sign: firsts[sign], default="")
    found = [Layout(each) for each in bare]
    if not quote or quote.isalnum() or quote in "<[(" or quote in bare:
        return found
    sign = re.escape(quote)
    joints = re.findall(rf"(?<={sign})([^\w\r\n{sign}]{{1,3}})(?={sign})", sample)
    usual = [joint for joint, _ in Counter(joints).most_common(4)]
    enclosing = dict.fromkeys([separator, *usual] if separator else usual)
    return [Layout(each, quote, enclosed=True) for each in enclosing] + found


def _is_plain(text: str, layout: Layout, start: int) -> bool:
    """Whether every quote stands between two cells or rows, or at an end: none is inside."""
    quote = layout.quote
    borders = sum(text.count(f"{quote}{end}{quote}", start) for end in ("\n", "\r\n", "\r"))
    between = text.count(layout.joint, start) + borders
    ends = text.startswith(quote, _begin(text, start)) and text[-8:].rstrip("\r\n").endswith(quote)
    return ends and text.count(quote, start) == 2 * (between + 1)


def _begin(text: str, start: int) -> int:
    while text[start : start + 1] in ("\r", "\n"):
        start += 1
    return start


def _has_raw_quotes(text: str, layout: Layout, width: int, start: int) -> bool:
    """Whether quotes inside are left as they are, by the first rows that have any.

    Where they are doubled, a row with single ones is one that a person changed; where
    they are not, a row that reads as doubled is one where a cataloguer typed two.
    """
    raw = doubled = unfit = 0
    for number, row in enumerate(read_rows(text, layout, width=width, start=start)):
        unfit += len(row.cells) != width
        if unfit > _MOST_UNFIT + number // 2:
            break
        if len(row.cells) != width or layout.quote not in "".join(row.cells):
            continue
        if not row.by_line:
            doubled += 1
        elif any(has_single_quote(cell, layout.quote) for cell in row.cells):
            raw += 1
        if raw + doubled == _QUOTED_ROWS:
            break
    return raw > 0 and raw >= doubled


def _is_evident(sample: str, layout: Layout) -> bool:
    """Whether the last three cells hold lists in angle brackets, or nothing at all.

    With nothing in them the language column must speak for the list.
    """
    listed = plain = speaking = 0
    for row in read_rows(sample, layout, width=WIDTH):
        if not _fits(row.cells, WIDTH):
            continue
        for cell in row.cells[FIRST_LIST:WIDTH]:
            if cell.startswith("<") and cell.endswith(">"):
                listed += 1
            elif cell.strip():
                plain += 1
        speaking += row.cells[9].strip().casefold() in _LANGUAGES
    if listed or plain:
        return listed >= 9 * plain
    return speaking > 0

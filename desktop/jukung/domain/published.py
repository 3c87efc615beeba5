"""The year of publication, out of what catalogues write.

`th. 2015`, `c2011`, `Cet. 3 2018`, `2O16` with a letter for the nought, `1433 H` of the
Islamic calendar. The words stay as somebody wrote them; lists and figures reckon with this.
"""

import re
from functools import lru_cache

_LONGEST = 120
# A letter that stands for a figure on typewriters and in scanned lists.
_FIGURES = str.maketrans("OoIl", "0011")
_YEAR = re.compile(r"(?<![0-9OoIl])([0-9OoIl]{4})(?![0-9OoIl])")
_FEWEST_FIGURES = 3
_YEARS = range(1500, 2100)
# No printed book of these years stands in a lending library: they are counted by the moon.
_HIJRI = range(1300, 1500)
_NONE = re.compile(
    r"\W*(?:t\W{0,2}t(?:hn?)?|s\W{0,2}a|n\W{0,2}d|tanpa tahun|tidak (?:ada|diketahui)|unknown|"
    r"null|0+)?\W*",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def year_of(written: str, *, latest: int = _YEARS[-1]) -> int | None:
    """The latest year that stands in the words, none after `latest`; None without one.

    The latest is when the book in hand was printed. A Hijri year is told as the one in
    which it ends, and only where no other year stands beside it.
    """
    found = [
        int(figures.translate(_FIGURES))
        for figures in _YEAR.findall(written[:_LONGEST])
        if sum(map(str.isdigit, figures)) >= _FEWEST_FIGURES
    ]
    plain = [year for year in found if year in _YEARS and year <= latest]
    hijri = (_of_hijri(year) for year in found if year in _HIJRI)
    return max(plain or (year for year in hijri if year <= latest), default=None)


def is_unreadable(written: str) -> bool:
    """Whether something is written in which nobody finds a year; `t.t.` says there is none."""
    return year_of(written) is None and not _NONE.fullmatch(written[:_LONGEST])


def brief(written: str) -> str:
    """A year for a narrow column: as written where that is short, else as it is reckoned."""
    year = year_of(written)
    return written if year is None or len(written) <= len("1433 H") else str(year)


def _of_hijri(year: int) -> int:
    return int(year * 0.970229 + 621.5774) + 1

"""How a figure is counted: rows of the file, and what of each row counts.

The same rows, under the same condition, are listed where somebody asks what a figure
was counted from; so the list and the figure cannot differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class When(StrEnum):
    """In which months rows that are missing mean zero, and not that nobody knows."""

    always = "always"
    worked = "worked"
    begun = "begun"


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one kind, counted together in one statement.

    `body` begins with FROM and ends in a WHERE; `known` is a condition over all of its
    rows without which nothing is known. `day`, `label` and `say` tell what a row was,
    and never who.
    """

    body: str
    when: When = When.always
    known: str = ""
    day: str = "NULL"
    label: str = "''"
    say: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Tally:
    """What of the rows is added up, or told apart and counted.

    `natural` leaves a figure empty where no row has an amount, else that is zero.
    """

    rows: Rows
    amount: str = "1"
    distinct: str = ""
    where: str = "1"
    known: str = ""
    natural: bool = False
    day: str = ""
    label: str = ""
    say: Callable[[str], str] | None = None

    def column(self, code: str) -> str:
        """The figure as one column of the statement over all rows."""
        sum_here = f"{self._sum} FILTER (WHERE {self.where})"
        value = sum_here if self.natural else f"coalesce({sum_here}, 0)"
        known = " AND ".join(each for each in (self.rows.known, self.known) if each)
        return f'CASE WHEN {known or "1"} THEN {value} END AS "{code}"'

    def listing(self) -> str:
        """The rows that make up the figure, those of one day and name together."""
        day, label = self.day or self.rows.day, self.label or self.rows.label
        return (
            f"SELECT {day} AS day, {label} AS label, {self._sum} AS amount "
            f"{self.rows.body} AND ({self.where}) GROUP BY 1, 2 "
            "ORDER BY 1, 3 DESC, 2 LIMIT :most"
        )

    def said(self, label: str) -> str:
        """A row's words."""
        return (self.say or self.rows.say)(label)

    @property
    def _sum(self) -> str:
        return f"count(DISTINCT {self.distinct})" if self.distinct else f"sum({self.amount})"

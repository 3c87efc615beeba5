"""What a reader has gathered so far, and the reading that it ends in."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jukung.domain.errors import ImportStopped
from jukung.exchange.imports.formats import Progress, Stopped
from jukung.exchange.imports.held import Held
from jukung.exchange.imports.records import Finding, FindingCode, Reading, TitleRecord
from jukung.exchange.imports.review import Review

_PACE = 200
_LONGEST_QUOTE = 120


@dataclass(slots=True)
class Gathered:
    """Rows, titles and findings, while a file is being read.

    Asks now and then whether to go on, and says how far it is.
    """

    progress: Progress
    stopped: Stopped
    rows: int = 0
    empty_rows: int = 0
    titles: Held[TitleRecord] = field(default_factory=Held)
    findings: list[Finding] = field(default_factory=list)
    _odd: list[Finding] = field(default_factory=list)
    _review: Review = field(default_factory=Review)
    _words: dict[str, str] = field(default_factory=dict)

    def step(self, done: int, of: int) -> None:
        """Count a row; refuses ImportStopped."""
        if self.rows % _PACE == 0:
            self.look(done, of)
        self.rows += 1

    def look(self, done: int, of: int) -> None:
        """Say how far it is; refuses ImportStopped."""
        if self.stopped():
            raise ImportStopped
        self.progress(done, of)

    def find(self, code: FindingCode, line: int, text: str = "") -> None:
        """Keep a finding, its words in one line and not too long."""
        said = " ".join(text[: 2 * _LONGEST_QUOTE].split())[:_LONGEST_QUOTE]
        self.findings.append(Finding(code, line, said))

    def same(self, text: str) -> str:
        """The same text as one that came before, so that it is held only once."""
        return self._words.setdefault(text, text) if len(text) <= _LONGEST_QUOTE else text

    def keep(self, title: TitleRecord) -> None:
        """Keep a title, and what is odd about it."""
        self.titles.append(title)
        self._odd.extend(self._review.of(title))

    def reading(
        self,
        name: str,
        *,
        encoding: str,
        separator: str = "",
        header: Sequence[str] = (),
        left_out: Sequence[str] = (),
        not_understood: Sequence[str] = (),
    ) -> Reading:
        """Everything that was kept and found."""
        return Reading(
            format=name,
            rows=self.rows,
            empty_rows=self.empty_rows,
            titles=self.titles,
            findings=tuple(sorted([*self.findings, *self._odd], key=lambda each: each.line)),
            encoding=encoding,
            separator=separator,
            header=tuple(header),
            left_out=tuple(left_out),
            not_understood=tuple(not_understood),
        )

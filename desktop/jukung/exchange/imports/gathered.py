"""What a reader has gathered so far, and the reading that it ends in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jukung.domain.errors import ImportStopped
from jukung.domain.kinds import ContributorKind
from jukung.exchange.imports.formats import Progress, Stopped
from jukung.exchange.imports.records import Finding, FindingCode, Reading, TitleRecord
from jukung.exchange.imports.review import review

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
    titles: list[TitleRecord] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _words: dict[str, str] = field(default_factory=dict)
    _tuples: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    _kinds: dict[tuple[ContributorKind, ...], tuple[ContributorKind, ...]] = field(
        default_factory=dict
    )

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
        """Keep a title; what many titles say alike is held once."""
        same = self.same
        self.titles.append(
            replace(
                title,
                material=same(title.material),
                edition=same(title.edition),
                publisher=same(title.publisher),
                year=same(title.year),
                collation=same(title.collation),
                series=same(title.series),
                language=same(title.language),
                place=same(title.place),
                class_number=same(title.class_number),
                call_number=same(title.call_number),
                people=tuple(map(same, title.people)),
                subjects=tuple(map(same, title.subjects)),
                roles=self._tuples.setdefault(title.roles, title.roles),
                name_kinds=self._kinds.setdefault(title.name_kinds, title.name_kinds),
            )
        )

    def reading(
        self,
        name: str,
        *,
        encoding: str,
        separator: str = "",
        header: Sequence[str] = (),
        left_out: Sequence[str] = (),
    ) -> Reading:
        """Everything, looked through once more for what is odd about the titles."""
        findings = [*self.findings, *review(self.titles, stopped=self.stopped)]
        return Reading(
            format=name,
            rows=self.rows,
            empty_rows=self.empty_rows,
            titles=tuple(self.titles),
            findings=tuple(sorted(findings, key=lambda each: each.line)),
            encoding=encoding,
            separator=separator,
            header=tuple(header),
            left_out=tuple(left_out),
        )

"""Why several labels cannot be printed, in one refusal that names the right next step."""

from collections.abc import Sequence

from jukung.domain.errors import (
    CodeDoesNotFit,
    CodeNotEncodable,
    CodesCannotBePrinted,
    CodesDoNotFit,
    CodesNotEncodable,
    LabelTooSmall,
    NoIsbnOnLabel,
    NoIsbnOnLabels,
    Refusal,
)
from jukung.words import _, number

_NAMED = 5  # codes of several


def joined(troubles: Sequence[tuple[str, Refusal]], *, where: str) -> Refusal:
    """Make one refusal of the reasons of one or more numbers on sheet `where`.

    One number keeps its own reason. Several of one reason are counted and the first of
    them named; of several reasons each is counted as well.
    """
    first = troubles[0][1]
    by_kind: dict[type[Refusal], list[str]] = {}
    for code, reason in troubles:
        codes = by_kind.setdefault(type(reason), [])
        if code not in codes:
            codes.append(code)
    if list(by_kind) == [LabelTooSmall]:
        return first
    numbers = list(dict.fromkeys(code for code, _reason in troubles))
    named = ", ".join(numbers[:_NAMED]) + (" …" if len(numbers) > _NAMED else "")
    if len(by_kind) > 1:
        reasons = ", ".join(_reason(kind, len(codes)) for kind, codes in by_kind.items())
        return CodesCannotBePrinted(len(numbers), where, reasons, named)
    ((kind, codes),) = by_kind.items()
    if len(codes) == 1:
        return first
    if kind is NoIsbnOnLabel:
        return NoIsbnOnLabels(len(codes), named)
    if kind is CodeNotEncodable:
        return CodesNotEncodable(len(codes), named)
    return CodesDoNotFit(len(codes), named, where)


def _reason(kind: type[Refusal], count: int) -> str:
    # A sentence takes sixty letters of them.
    said = {
        NoIsbnOnLabel: _("{count} without ISBN"),
        CodeNotEncodable: _("{count} with a wrong sign"),
        CodeDoesNotFit: _("{count} too long"),
        LabelTooSmall: _("{count} with too many lines"),
    }[kind]
    return said.format(count=number(count))

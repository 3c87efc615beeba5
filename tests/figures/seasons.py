"""Somebody who has the program, and months of members and newcomers of one library.

The same people stand here month after month. So months are tried out together: every
series of figures with the same wholes, and every toss by which it could be told so.
"""

from itertools import pairwise, product

from backwards import Tossed, explanations, tables_with, told


def follows(before, month):
    """Whether a month may come after another: nobody stands here who did not come."""
    there, new = month
    some = all(n <= m for n, m in zip(new, there, strict=True))
    return some and (
        before is None or all(m <= b + n for m, b, n in zip(there, before[0], new, strict=True))
    )


def chained(months):
    """For each month the figures that some series goes through."""
    kept, before = [], {None}
    for ways in months:
        before = {way for way in ways if any(follows(each, way) for each in before)}
        kept.append(before)
    for number in range(len(kept) - 2, -1, -1):
        after = kept[number + 1]
        kept[number] = {way for way in kept[number] if any(follows(way, each) for each in after)}
    return kept


def told_alike(table, numbers, tosses):
    """All tables that are told as this one, whatever was tossed for them."""
    said = told(table, numbers, (), Tossed(tosses))
    return explanations(table, sum(numbers), ())[said]


def worked_out(table, months, tosses):
    """The few people that only one number explains, and the wholes alone do not say."""
    fits = chained(
        set(product(*(told_alike(table, *each) for each in zip(month, toss, strict=True))))
        for month, toss in zip(months, tosses, strict=True)
    )
    anyway = chained(
        set(product(*(tables_with(sum(each), len(table.parts)) for each in month)))
        for month in months
    )
    for number, month in enumerate(months):
        assert month in fits[number]
        for which, place in product(range(2), range(len(table.parts))):
            seen, blind = (
                {way[which][place] for way in some} for some in (fits[number], anyway[number])
            )
            if len(seen) == 1 and 0 < min(seen) < table.k and len(blind) > 1:
                yield number, which, place, seen


def a_season(random, parts, *, size, count):
    """Months of members and newcomers: some come, some leave."""
    there = [random.choice([0, 1, random.randint(0, size)]) for _ in range(parts)]
    months = [(tuple(there), (0,) * parts)]
    while len(months) < count:
        new = [random.choice([0, 0, 1, 2]) for _ in range(parts)]
        stay = [max(0, each - random.choice([0, 0, 0, 1])) for each in there]
        there = [a + b for a, b in zip(stay, new, strict=True)]
        months.append((tuple(there), tuple(new)))
    assert all(follows(*each) for each in pairwise(months))
    return months


def tosses_of(random, months, parts):
    return [[tuple(random.random() < 0.5 for _ in range(parts)) for _ in month] for month in months]

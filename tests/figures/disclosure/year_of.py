"""A year of a library's members and visits, and what somebody outside makes of it."""

from itertools import combinations_with_replacement, permutations, product

from attack import FAR, System

WHOLES = ("members", "members_new", "members_active")


def a_year(random, traits, *, size=40):
    """Twelve months of members by some trait: some come, some leave, some borrow."""
    stock = {trait: random.choice([0, 0, 3, random.randint(0, size)]) for trait in traits}
    months = []
    for _ in range(12):
        came = {trait: random.choice([0, 0, 1, 2, random.randint(0, 8)]) for trait in traits}
        left = {trait: random.choice([0, 0, 0, 1, 2]) for trait in traits}
        stock = {
            trait: max(0, stock[trait] + came[trait] - min(left[trait], stock[trait]))
            for trait in traits
        }
        active = {trait: random.randint(0, stock[trait]) for trait in traits}
        figures = {}
        for whole, parts in zip(WHOLES, (stock, came, active), strict=True):
            figures[whole] = sum(parts.values())
            figures |= {f"{whole}_{trait}": count for trait, count in parts.items()}
        months.append(figures)
    return months


def a_view(tables, months, tellings, *, blind=()):
    """All that is known of the year, as one system; and where its cells are."""
    system, cells = System(), {}
    for number, (figures, told) in enumerate(zip(months, tellings, strict=True)):
        for table in tables:
            for code in table.parts:
                each, low, high = told[code], 0, FAR
                if each.value is not None and (number, table.whole) not in blind:
                    off = 0 if each.is_exact else table.grain - 1
                    low, high = max(0, each.value - off), each.value + off
                cells[number, code] = system.cell((number, code), low, high)
            row = {cells[number, code]: 1 for code in table.parts}
            system.keep(row, figures[table.whole], figures[table.whole])
    for number in range(len(months)):
        for code in tables[0].parts:
            trait = code.removeprefix("members_")
            here = cells[number, code]
            came, active = (cells[number, f"{whole}_{trait}"] for whole in WHOLES[1:])
            system.keep({here: 1, active: -1}, 0, FAR)
            if number:
                # Who is there was there before or came: some left, nobody else came.
                system.keep({cells[number - 1, code]: 1, came: 1, here: -1}, 0, FAR)
                system.keep({here: 1, came: -1}, -FAR, FAR)
    return system, cells


def moves(tables, cells, count):
    """Some of one kind were another, for some months: there, newly come, or borrowing."""
    traits = [code.removeprefix("members_") for code in tables[0].parts]

    def move(one, two, *spots):
        made = {cells[number, f"{whole}_{one}"]: 1 for number, whole in spots}
        return made | {cells[number, f"{whole}_{two}"]: -1 for number, whole in spots}

    for one, two in permutations(traits, 2):
        for number, whole in product(range(count), WHOLES):
            yield move(one, two, (number, whole))
        for first, last in combinations_with_replacement(range(count), 2):
            there = [(number, "members") for number in range(first, last + 1)]
            active = [(number, "members_active") for number, _ in there]
            came = (first, "members_new")
            for more in ([], [came], active, [came, *active]):
                yield move(one, two, *there, *more)

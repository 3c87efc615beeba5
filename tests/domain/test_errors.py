from datetime import date

from jukung.domain import errors


def test_a_refusal_is_named_by_its_class():
    assert errors.CopyOnLoan("000213", date(2026, 11, 22)).code == "copy_on_loan"


def test_a_refusal_carries_its_facts():
    refusal = errors.CopyOnLoan("000213", date(2026, 11, 22))

    assert refusal.facts == {"barcode": "000213", "due_on": date(2026, 11, 22)}


def test_a_refusal_without_facts_has_none():
    assert errors.NothingToUndo().facts == {}


def test_trouble_of_the_machine_is_told_apart():
    assert issubclass(errors.DiskFull, errors.Trouble)
    assert not issubclass(errors.CopyOnLoan, errors.Trouble)


def test_codes_are_never_shared():
    def below(kind):
        return [each for child in kind.__subclasses__() for each in (child, *below(child))]

    codes = [each.__name__ for each in below(errors.Refusal)]

    assert len(codes) == len(set(codes))


def test_two_refusals_are_never_equal_by_chance():
    assert errors.NothingToUndo() != errors.NothingToUndo()

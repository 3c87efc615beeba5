"""Whether a title may circulate: who decides it, and what it stops."""

import pytest

from jukung.domain import errors
from jukung.domain.kinds import ActKind, Role, ScreeningReason, ScreeningResult
from jukung.library import circulation, house_rules, intake, journal, screening, undoing
from jukung.library.catalogue import TitleDraft
from jukung.library.house_rules import HouseRules
from jukung.library.incoming import Incoming
from jukung.library.screening import Part
from makers import a_copy, a_library, a_member, a_title, acting_as

PASSED, REVIEW, REFUSED = ScreeningResult.passed, ScreeningResult.review, ScreeningResult.refused


@pytest.fixture
def prison(home, tmp_path):
    opened = a_library(tmp_path, file="lapas.jukung", kind="prison")
    yield opened
    opened.close()


@pytest.fixture
def inside(prison):
    with prison.changing() as desk:
        yield desk


def names(desk, result, **asked):
    return [each.title for each in screening.listed(desk, result, **asked)]


def test_a_new_title_waits_for_a_look_and_cannot_be_lent(inside):
    card = a_member(inside).card
    number = a_copy(inside, title="Rawa Bercerita", screened=False)

    with pytest.raises(errors.TitleNotScreened) as refused:
        circulation.lend(inside, card, number)

    assert refused.value.facts == {"title": "Rawa Bercerita"}
    assert names(inside, REVIEW) == ["Rawa Bercerita"]


def test_a_title_that_passed_is_lent_and_says_who_looked_and_when(inside):
    title = a_title(inside, "Rawa Bercerita")
    number = a_copy(inside, title_id=title, screened=False)

    screening.decide(inside, [title], PASSED)
    slip = circulation.lend(inside, a_member(inside).card, number)
    [line] = screening.listed(inside, PASSED)

    assert slip.title == "Rawa Bercerita"
    assert (line.by, line.on) == ("Siti", inside.today)


def test_a_title_kept_back_says_why_and_no_exception_lends_it(inside):
    title = a_title(inside, "Kunci Serep")
    number = a_copy(inside, title_id=title, screened=False)

    screening.decide(inside, [title], REFUSED, reasons=[ScreeningReason.escape], words="hal. 12")
    [line] = screening.listed(inside, REFUSED)

    assert (line.reasons, line.words) == ((ScreeningReason.escape,), "hal. 12")
    with pytest.raises(errors.TitleNotCirculated):
        circulation.lend(inside, a_member(inside).card, number, permit="kepala mengizinkan")


def test_nothing_is_kept_back_without_a_reason(inside):
    title = a_title(inside)

    with pytest.raises(errors.ScreeningReasonMissing):
        screening.decide(inside, [title], REFUSED, words="  ")


def test_words_alone_are_reason_enough_and_come_back_as_they_were(inside):
    title = a_title(inside)

    screening.decide(inside, [title], REVIEW, words="tanya  Binadik")
    [line] = screening.listed(inside, REVIEW)

    assert (line.reasons, line.words) == ((), "tanya Binadik")


def test_an_undone_decision_lets_hold_what_held_before(inside):
    titles = [a_title(inside, f"Judul {n}") for n in range(3)]
    screening.decide(inside, titles[:1], REFUSED, words="sobek")
    done = screening.decide(inside, titles, PASSED)

    undoing.undo(inside, done.act_id)

    assert done.count == 3
    assert names(inside, REFUSED) == ["Judul 0"]
    assert names(inside, REVIEW) == ["Judul 1", "Judul 2"]
    assert screening.listed(inside, REFUSED)[0].words == "sobek"


def test_a_decision_that_another_one_followed_is_not_undone(inside):
    title = a_title(inside)
    first = screening.decide(inside, [title], PASSED)
    screening.decide(inside, [title], REFUSED, words="lagi")

    with pytest.raises(errors.CannotUndo):
        undoing.undo(inside, first.act_id)

    assert screening.of_title(inside, title) is REFUSED


def test_titles_are_looked_at_by_class_and_by_words(inside):
    a_title(inside, "Bertanam Padi", class_number="633.1")
    a_title(inside, "Sejarah Rawa", class_number="959.8")

    [farming, history] = screening.parts(inside)

    assert [(p.what, p.name, p.count) for p in (farming, history)] == [
        ("class", "6", 1),
        ("class", "9", 1),
    ]
    assert names(inside, REVIEW, part=farming.part) == ["Bertanam Padi"]
    assert names(inside, REVIEW, words="RAWA") == ["Sejarah Rawa"]
    assert screening.length(inside, REVIEW, part=Part(class_main="9")) == 1


def test_what_an_import_brought_is_named_by_its_file(inside):
    intake.receive(
        inside, [Incoming(TitleDraft(title="Bertanam Padi"))], facts={"file": "daftar.csv"},
        progress=lambda _done, _total: None, stopped=lambda: False,
    )  # fmt: skip

    named = [(part.what, part.name, part.count) for part in screening.parts(inside)]

    assert ("import", "daftar.csv", 1) in named


def test_what_a_box_brings_passes_once(inside):
    house_rules.save(inside, HouseRules(boxes_pass=True))
    title = a_title(inside, "Dari Berkas")
    row = screening.listed(inside, REVIEW)[0].row

    passed = screening.pass_boxed(inside, _act_of(inside), [row, row])
    again = screening.pass_boxed(inside, _act_of(inside), [row])

    assert (passed, again) == (1, 0)
    assert screening.of_title(inside, title) is PASSED


def _act_of(desk):
    return journal.begin(desk, ActKind.receive_box)


def test_what_was_kept_back_does_not_pass_because_a_box_brings_it(inside):
    house_rules.save(inside, HouseRules(boxes_pass=True))
    title = a_title(inside)
    screening.decide(inside, [title], REFUSED, words="sobek")
    row = screening.listed(inside, REFUSED)[0].row

    assert screening.pass_boxed(inside, _act_of(inside), [row]) == 0
    assert screening.of_title(inside, title) is REFUSED


def test_a_box_passes_nothing_where_the_house_does_not_say_so(inside):
    title = a_title(inside)
    row = screening.listed(inside, REVIEW)[0].row

    assert screening.pass_boxed(inside, _act_of(inside), [row]) == 0
    assert screening.of_title(inside, title) is REVIEW


def test_counts_say_how_much_waits(inside):
    titles = [a_title(inside, f"Judul {n}") for n in range(4)]
    screening.decide(inside, titles[:2], PASSED)
    screening.decide(inside, titles[2:3], REFUSED, words="sobek")

    counts = screening.counts(inside)

    assert (counts.passed, counts.review, counts.refused) == (2, 1, 1)


def test_a_village_screens_nothing(desk):
    title = a_title(desk)

    assert screening.of_title(desk, title) is None
    with pytest.raises(errors.OnlyInPrison):
        screening.decide(desk, [title], PASSED)


def test_an_aide_learns_whether_a_title_passed_and_nothing_else(inside):
    title = a_title(inside)
    screening.decide(inside, [title], REFUSED, words="sebab rahasia")
    aide = acting_as(inside, Role.aide)

    assert screening.of_title(aide, title) is REFUSED
    with pytest.raises(errors.NotAllowed):
        screening.listed(aide, REFUSED)

"""The gate of every verb, and the table of who may pass it."""

import importlib
import inspect
import pkgutil

import pytest

from jukung import figures, library
from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library.desk import Desk
from makers import acting_as

# Pieces of verbs, called inside a verb that has passed its own gate.
INNER = {
    "jukung.library.catalogue.insert",
    "jukung.library.copies.insert",
    "jukung.library.desk.fresh",
    "jukung.library.journal.begin",
    "jukung.library.journal.clock_is_doubtful",
    "jukung.library.journal.head",
    "jukung.library.journal.note",
    "jukung.library.journal.walk",
    "jukung.library.members.view",
    "jukung.library.days.true_day",
    "jukung.library.numbers.borrower_row",
    "jukung.library.numbers.copy_row",
    "jukung.library.numbers.finds_borrower",
    "jukung.library.numbers.finds_copy",
    "jukung.library.numbers.give_card_number",
    "jukung.library.numbers.give_copy_number",
    "jukung.library.numbers.meant",
    "jukung.library.numbers.next_numbers",
    "jukung.library.numbers.peek_number",
    "jukung.library.undoing.is_undone",
    "jukung.library.visits.count_of_day",
    "jukung.figures.counting.was_worked",
}


def desk_functions():
    for package in (library, figures):
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if name.startswith("_") or not inspect.isfunction(value):
                    continue
                first = next(iter(inspect.signature(value).parameters.values()), None)
                if (
                    value.__module__ == module.__name__
                    and first
                    and first.annotation in (Desk, "Desk")
                ):
                    yield f"{module.__name__}.{name}", value


FUNCTIONS = dict(desk_functions())
VERBS = {name: value for name, value in FUNCTIONS.items() if hasattr(value, "roles")}

KEEPERS = {"head", "librarian", "officer"}
STAFF = KEEPERS | {"assistant"}
DESK = STAFF | {"aide"}
READERS = STAFF | {"analyst"}

MAY = {
    "jukung.figures.month": {"gather": READERS, "gather_year": READERS},
    "jukung.library.activities": {"edit": STAFF, "listed": STAFF, "record": STAFF},
    "jukung.library.backup": {"may_backup": KEEPERS},
    "jukung.library.catalogue": {
        "add": STAFF,
        "count": DESK,
        "edit": STAFF,
        "find": DESK,
        "page": DESK,
        "page_at": DESK,
        "show": DESK,
    },
    "jukung.library.check": {"examine": KEEPERS, "glance": DESK},
    "jukung.library.circulation": {
        "copy_to_lend": DESK,
        "day_counts": DESK,
        "give_back": DESK,
        "lend": DESK,
        "lend_unknown": STAFF,
        "limit_for": DESK,
        "loans_of": DESK,
        "renew": DESK,
        "scan": DESK,
        "suggest": DESK,
    },
    "jukung.library.closing": {
        "checklist": READERS,
        "close": KEEPERS,
        "history": READERS,
        "latest": READERS,
        "mark_sealed": KEEPERS,
        "unsealed": READERS,
        "waiting_months": READERS,
    },
    "jukung.library.copies": {
        "add": STAFF,
        "edit": STAFF,
        "mark_labelled": STAFF,
        "of_act": STAFF,
        "show": DESK,
        "with_numbers": STAFF,
        "without_label": STAFF,
        "without_label_count": STAFF,
    },
    "jukung.library.intake": {
        "imports": STAFF,
        "known_titles": STAFF,
        "receive": STAFF,
        "take_back": STAFF,
        "taken_numbers": STAFF,
    },
    "jukung.library.members": {
        "by_card": DESK,
        "count": DESK,
        "edit": STAFF,
        "find": STAFF,
        "next_card": STAFF,
        "page_at": STAFF,
        "register": STAFF,
        "show": DESK,
    },
    "jukung.library.settings": {
        "agency": DESK,
        "recall": DESK,
        "remember": STAFF,
        "rename": KEEPERS,
    },
    "jukung.library.undoing": {"undo": DESK, "undo_last": DESK},
    "jukung.library.visits": {"of_act": DESK, "record": DESK, "tallies": DESK},
}


def test_every_function_at_a_desk_declares_its_roles():
    assert set(FUNCTIONS) - set(VERBS) - INNER == set()


def test_the_list_of_inner_pieces_is_not_too_long():
    assert INNER - (set(FUNCTIONS) - set(VERBS)) == set()


def test_every_verb_has_the_roles_that_were_decided():
    declared = {name: {str(role) for role in verb.roles} for name, verb in VERBS.items()}
    decided = {f"{module}.{name}": roles for module, v in MAY.items() for name, roles in v.items()}

    assert declared == decided


@pytest.mark.parametrize("name", sorted(VERBS))
def test_only_the_declared_roles_pass_the_gate(desk, name):
    passed = {role for role in Role if passes(VERBS[name], acting_as(desk, role))}

    assert passed == VERBS[name].roles


def passes(verb, desk):
    # Without its facts a verb that was reached stumbles, or says what is missing.
    try:
        verb(desk)
    except errors.NotAllowed:
        return False
    except (TypeError, errors.Refusal):
        return True
    return True


def test_a_refused_verb_does_nothing(library):
    with pytest.raises(errors.NotAllowed), library.changing() as desk:
        VERBS["jukung.library.settings.remember"](acting_as(desk, Role.aide), "key", "value")

    with library.reading() as desk:
        assert VERBS["jukung.library.settings.recall"](desk, "key") == ""

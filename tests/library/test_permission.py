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
    "jukung.library.return_checks.undo_check",
    "jukung.library.round_changes.add_line",
    "jukung.library.round_changes.begin",
    "jukung.library.round_changes.end_visit",
    "jukung.library.round_changes.lies_on",
    "jukung.library.round_changes.lines_of",
    "jukung.library.round_changes.refuse_on_other",
    "jukung.library.round_changes.of_id",
    "jukung.library.round_changes.put",
    "jukung.library.round_changes.run",
    "jukung.library.round_changes.set_state",
    "jukung.library.round_changes.settle",
    "jukung.library.round_changes.under_way",
    "jukung.library.round_changes.undo_go",
    "jukung.library.round_forgetting.forget_before",
    "jukung.library.round_forgetting.forget_of",
    "jukung.library.round_views.soon",
    "jukung.library.round_views.view",
    "jukung.library.round_work.borrower_of",
    "jukung.library.round_work.card_of",
    "jukung.library.round_work.holder",
    "jukung.library.round_work.is_back",
    "jukung.library.round_work.is_out_with",
    "jukung.library.round_work.must_return",
    "jukung.library.round_work.number_of",
    "jukung.library.round_work.place_in",
    "jukung.library.rounds.undo_plan",
    "jukung.library.aides.close_of",
    "jukung.library.aides.reopen_of",
    "jukung.library.running_again.refuse_if_not",
    "jukung.library.aides.tie_to_other",
    "jukung.library.fair_turn.order",
    "jukung.library.fair_turn.turns",
    "jukung.library.going_out.refusal_of",
    "jukung.library.going_out.refuse_if_not",
    "jukung.library.holds.ask_for",
    "jukung.library.house_rules.of",
    "jukung.library.permissions_asked.forget_before",
    "jukung.library.permissions_asked.forget_of",
    "jukung.library.permissions_asked.is_wanted",
    "jukung.library.permissions_asked.standing",
    "jukung.library.permissions_asked.undo_ask",
    "jukung.library.permissions_asked.undo_use",
    "jukung.library.permissions_asked.use",
    "jukung.library.requests.title_meant",
    "jukung.library.screening.pass_boxed",
    "jukung.library.screening.undo_screening",
    "jukung.library.traits.undo_mark",
    "jukung.library.clearances.begin_for",
    "jukung.library.clearances.cancel_for",
    "jukung.library.clearances.is_open",
    "jukung.library.clearances.undo_close",
    "jukung.library.clearances.undo_of",
    "jukung.library.clearances.undo_open",
    "jukung.library.clearances.undo_write_off",
    *(
        f"jukung.library.corners.{name}"
        for name in (
            *("check_lies", "check_may_lie", "copies_of", "give_status_back", "in_use", "meant"),
            *("of_id", "place_of", "put_back", "set_place", "undo_edit"),
        )
    ),
    "jukung.library.house.add_missing",
    "jukung.library.house.code_of",
    "jukung.library.house.in_use",
    "jukung.library.house.row_named",
    "jukung.library.house.undo_edit",
    "jukung.library.moves.forget_moves",
    "jukung.library.moves.undo_record",
    "jukung.library.residents.in_block",
    "jukung.library.residents.insert",
    "jukung.library.residents.views",
    "jukung.library.activities.row_of",
    "jukung.library.identities.forget_identities",
    "jukung.library.identities.undo_keep",
    "jukung.library.vault_doors.take_door",
    "jukung.library.activity_undoing.undo_edit",
    "jukung.library.closing.served_days",
    "jukung.library.activity_undoing.undo_record",
    "jukung.library.cooperations.undo_record",
    "jukung.library.box_days.give_back",
    "jukung.library.box_days.set_day",
    "jukung.library.box_holds.pass_on",
    "jukung.library.box_holds.take_up",
    "jukung.library.box_shelving.name_titles",
    "jukung.library.box_shelving.owner_row",
    "jukung.library.box_shelving.shelve",
    "jukung.library.box_shelving.unshelve",
    "jukung.library.box_undoing.undo_receive",
    "jukung.library.box_undoing.undo_return",
    "jukung.library.boxes.copy_in",
    "jukung.library.boxes.detail",
    "jukung.library.boxes.line_of",
    "jukung.library.boxes.line_view",
    "jukung.library.boxes.out_of",
    "jukung.library.boxes.row_of",
    "jukung.library.boxes.view",
    "jukung.library.services.undo_save",
    "jukung.figures.counting.count",
    "jukung.figures.ready.answers.kept",
    "jukung.figures.reports.running.made",
    "jukung.figures.counting.sources",
    "jukung.library.figure_notes.undo_note",
    "jukung.library.forgetting.days_kept",
    "jukung.library.catalogue.insert",
    "jukung.library.copies.insert",
    "jukung.library.desk.fresh",
    "jukung.library.hold_lines.read",
    "jukung.library.holds.end_all",
    "jukung.library.holds.is_wanted",
    "jukung.library.holds.on_lend",
    "jukung.library.holds.on_return",
    "jukung.library.holds.undo_cancel",
    "jukung.library.holds.undo_of",
    "jukung.library.holds.undo_place",
    "jukung.library.holds.undo_sweep",
    "jukung.library.journal.begin",
    "jukung.library.journal.clock_is_doubtful",
    "jukung.library.journal.head",
    "jukung.library.journal.note",
    "jukung.library.journal.sure_day",
    "jukung.library.journal.walk",
    "jukung.library.forgetting.refuse_forgotten",
    "jukung.library.ledger.charge",
    "jukung.library.ledger.owed_by",
    "jukung.library.ledger.undo_charge",
    "jukung.library.ledger.undo_of",
    "jukung.library.ledger.undo_settlement",
    "jukung.library.sanctions.suspended",
    "jukung.library.sanctions.undo_impose",
    "jukung.library.sanctions.undo_lift",
    "jukung.library.late_finding.cards",
    "jukung.library.late_finding.holders",
    "jukung.library.late_finding.loans_of_borrowers",
    "jukung.library.late_finding.loans_of_copies",
    "jukung.library.late_finding.pieces",
    "jukung.library.late_finding.set_aside",
    "jukung.library.late_plan.plan",
    "jukung.library.late_writing.undo_late_entry",
    "jukung.library.late_writing.write",
    "jukung.library.members.view",
    "jukung.library.members.views",
    "jukung.library.numbers.refuse_word",
    "jukung.library.forgetting.forget_these",
    "jukung.library.leaving.same_person",
    "jukung.library.cards.lost_number",
    "jukung.library.members.usual_end",
    "jukung.library.members.undo_renewal",
    "jukung.library.members.row_of",
    "jukung.library.members.insert",
    "jukung.library.members.refusal_of",
    "jukung.library.merging.undo_merge",
    "jukung.library.merging_residents.give_back",
    "jukung.library.merging_residents.refuse_if_apart",
    "jukung.library.merging_residents.take_along",
    "jukung.library.roster.undo_many",
    "jukung.library.days.true_day",
    "jukung.library.days.true_time",
    "jukung.library.at_desk.borrower_at",
    "jukung.library.at_desk.borrower_with",
    "jukung.library.at_desk.copy_at",
    "jukung.library.at_desk.copy_with",
    "jukung.library.at_desk.slip",
    "jukung.library.circulation.end_loan",
    "jukung.library.circulation.write_loan",
    "jukung.library.finding.meant",
    "jukung.library.in_house.undo_use",
    "jukung.library.in_house.write_use",
    "jukung.library.loans.check_loan",
    "jukung.library.loans.day_of_return",
    "jukung.library.loans.due_of",
    "jukung.library.loans.end",
    "jukung.library.loans.fine",
    "jukung.library.loans.note_before",
    "jukung.library.loans.renewed_due_of",
    "jukung.library.loans.rule_of",
    "jukung.library.loans.set_status",
    "jukung.library.loans.write",
    "jukung.library.loans.write_renewal",
    "jukung.library.numbers.blank_number",
    "jukung.library.numbers.is_blank",
    "jukung.library.numbers.unknown",
    "jukung.library.blank_numbers.undo_bind",
    "jukung.library.blank_numbers.undo_drop",
    "jukung.library.blank_numbers.undo_reserve",
    "jukung.library.letters.undo_write",
    "jukung.library.run_lines.confirm",
    "jukung.library.run_lines.to_come",
    "jukung.library.run_lines.undo_printed",
    "jukung.library.run_lines.waiting",
    "jukung.library.run_lines.write",
    "jukung.library.numbers.borrower_of",
    "jukung.library.numbers.borrower_row",
    "jukung.library.numbers.card",
    "jukung.library.numbers.copy_of",
    "jukung.library.numbers.copy_row",
    "jukung.library.numbers.finds_borrower",
    "jukung.library.numbers.finds_copy",
    "jukung.library.numbers.give_card_number",
    "jukung.library.numbers.give_copy_number",
    "jukung.library.numbers.exactly",
    "jukung.library.numbers.nearly",
    "jukung.library.series.next_numbers",
    "jukung.library.series.peek_number",
    "jukung.library.rules.in_force",
    "jukung.library.closures.calendar",
    "jukung.library.closures.undo_edit",
    "jukung.library.closures.undo_move",
    "jukung.library.rules.undo_edit",
    "jukung.library.member_kinds.undo_edit",
    "jukung.library.due_moves.count",
    "jukung.library.due_moves.move",
    "jukung.library.due_moves.beyond",
    "jukung.library.due_moves.move_back",
    "jukung.library.journal.last_trusted",
    "jukung.library.days.day_back",
    "jukung.library.days.trusted_today",
    "jukung.library.staff.keep_pin",
    "jukung.library.undoing.is_undone",
    "jukung.library.opening.undo_hours",
    "jukung.library.visit_corrections.undo_visits",
    "jukung.library.visits.count_of_day",
    "jukung.library.visits.write",
    "jukung.figures.counting.was_worked",
    "jukung.figures.disclosure.kept.draws",
    "jukung.figures.disclosure.kept.kept",
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
OFFICERS = {"officer"}

MAY = {
    "jukung.library.aides": {"listed": KEEPERS, "tie": KEEPERS},
    "jukung.library.house_rules": {"save": KEEPERS, "show": DESK},
    "jukung.library.permissions_asked": {
        "waiting_for": KEEPERS,
        "answer": KEEPERS,
        "ask": DESK,
        "counts": KEEPERS,
        "listed": KEEPERS,
    },
    "jukung.library.requests": {
        "by_kiosk": DESK,
        "by_slip": DESK,
        "by_title": DESK,
        "find": DESK,
        "length": STAFF,
        "listed": STAFF,
    },
    "jukung.library.screening": {
        "counts": KEEPERS,
        "decide": KEEPERS,
        "length": KEEPERS,
        "listed": KEEPERS,
        "of_title": DESK,
        "parts": KEEPERS,
    },
    "jukung.library.traits": {"mark": STAFF, "of_copy": DESK},
    "jukung.figures.month": {
        "estimated": READERS,
        "gather": READERS,
        "gather_year": READERS,
        "missing": READERS,
        "sources": READERS,
    },
    "jukung.figures.protected": {"told": READERS},
    "jukung.library.figure_notes": {"note": KEEPERS, "notes": READERS},
    "jukung.figures.reports.running": {"listed": READERS, "run": READERS},
    "jukung.figures.ready.answers": {"asked": READERS, "known": READERS, "save": KEEPERS},
    "jukung.figures.ready.evidence": {"lists": STAFF},
    "jukung.figures.ready.iplm": {"choose": KEEPERS, "mapping": READERS, "row": READERS},
    "jukung.figures.ready.measures": {"measured": READERS},
    "jukung.figures.ready.readiness": {"judge": READERS},
    "jukung.figures.ready.ready_tables": {"unrecorded_table": READERS},
    "jukung.figures.ready.sim": {"groups": STAFF, "sheet": READERS, "tick": STAFF},
    "jukung.figures.ready.year": {"count_year": READERS},
    "jukung.library.activities": {
        "cancel": STAFF,
        "edit": STAFF,
        "in_year": STAFF,
        "listed": STAFF,
        "record": STAFF,
        "show": STAFF,
    },
    "jukung.library.identities": {
        "describe": OFFICERS,
        "keep": OFFICERS,
        "look_up": OFFICERS,
        "look_up_count": OFFICERS,
        "look_ups": OFFICERS,
        "register": OFFICERS,
        "rows": OFFICERS,
        "sealed_of": OFFICERS,
        "these": OFFICERS,
    },
    "jukung.library.vault_doors": {
        "doors": OFFICERS,
        "escrow": OFFICERS,
        "escrow_wanted": OFFICERS,
        "found_anew": OFFICERS,
        "found_vault": OFFICERS,
        "has_vault": OFFICERS,
        "judge_code": OFFICERS,
        "keep_door": OFFICERS,
        "keep_rescued_door": OFFICERS,
        "keep_escrow": OFFICERS,
        "keeps_names": OFFICERS,
        "opened": OFFICERS,
        "own_door": OFFICERS,
        "revoke_door": OFFICERS,
        "sealed_escrow": OFFICERS,
    },
    "jukung.library.activity_photos": {"keep": STAFF, "photos": STAFF, "remove": STAFF},
    "jukung.library.boxes": {"listed": STAFF, "of_title": STAFF, "show": STAFF},
    "jukung.library.box_arrival": {
        "announce": STAFF,
        "begin_early": STAFF,
        "check": STAFF,
        "known_file": STAFF,
        "receive": STAFF,
        "trust_owner": KEEPERS,
        "trusted_owners": STAFF,
    },
    "jukung.library.box_return": {
        "begin": STAFF,
        "finish": STAFF,
        "missing_list": STAFF,
        "pack": STAFF,
        "return_lines": STAFF,
        "sealed_of": STAFF,
    },
    "jukung.library.cooperations": {
        "cancel": STAFF,
        "edit": STAFF,
        "listed": READERS,
        "record": STAFF,
    },
    "jukung.library.services": {"offered": READERS, "save": KEEPERS},
    "jukung.library.silent_months": {
        "close": KEEPERS,
        "was_worked": READERS,
        "withdraw": KEEPERS,
    },
    "jukung.library.stories": {"story": STAFF},
    "jukung.library.themes": {"save_themes": KEEPERS, "themes": STAFF},
    "jukung.library.backup": {"last": DESK, "may_backup": KEEPERS, "remember": KEEPERS},
    "jukung.library.blank_numbers": {
        "bind": STAFF,
        "blank": STAFF,
        "bound_today": STAFF,
        "count": STAFF,
        "drop": STAFF,
        "reserve": STAFF,
        "titles_of": STAFF,
    },
    "jukung.library.card_faces": {
        "faces": STAFF,
        "with_numbers": STAFF,
        "without_card": STAFF,
        "without_card_count": STAFF,
    },
    "jukung.library.letterhead": {
        "keep_emblem": KEEPERS,
        "remove_emblem": KEEPERS,
        "save": KEEPERS,
        "show": STAFF,
    },
    "jukung.library.letters": {
        "clearance": STAFF,
        "late_cards": STAFF,
        "next_number": STAFF,
        "overdue": STAFF,
        "register": STAFF,
        "write": STAFF,
    },
    "jukung.library.own_sheets": {"every": STAFF, "remove": STAFF, "save": STAFF},
    "jukung.library.print_runs": {
        "confirm": STAFF,
        "drop": STAFF,
        "left": STAFF,
        "next_cell": STAFF,
        "queue": STAFF,
        "restart_at": STAFF,
        "show": STAFF,
        "waiting": STAFF,
    },
    "jukung.library.cards": {"card_found": STAFF, "lost_cards": STAFF, "replace_card": STAFF},
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
        "give_back": DESK,
        "lend": DESK,
        "lend_unknown": STAFF,
        "lose": STAFF,
        "renew": DESK,
        "renew_all": DESK,
        "scan": DESK,
    },
    "jukung.library.closing": {
        "checklist": READERS,
        "close": KEEPERS,
        "history": READERS,
        "refuse_running": KEEPERS,
        "last_counted": READERS,
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
        "of_ids": STAFF,
        "show": DESK,
        "with_numbers": STAFF,
        "without_label": STAFF,
        "without_label_count": STAFF,
    },
    "jukung.library.forgetting": {
        "forget": DESK,
        "keep": KEEPERS,
        "privacy": STAFF,
    },
    "jukung.library.ledger": {
        "account": STAFF,
        "charge_by_hand": STAFF,
        "pay": STAFF,
        "totals": STAFF,
        "waive": KEEPERS,
    },
    "jukung.library.sanctions": {
        "impose": KEEPERS,
        "lift": KEEPERS,
        "of_member": DESK,
        "told_at_desk": DESK,
    },
    "jukung.library.copy_history": {"of_copy": STAFF},
    "jukung.library.holds": {
        "cancel": DESK,
        "of_member": DESK,
        "place": DESK,
        "queue_length": DESK,
        "queue_of": STAFF,
        "ready_shelf": STAFF,
        "sweep": DESK,
        "waiting": STAFF,
    },
    "jukung.library.intake": {
        "imports": STAFF,
        "known_titles": STAFF,
        "receive": STAFF,
        "take_back": STAFF,
        "taken_numbers": STAFF,
    },
    "jukung.library.lists": {
        "counts": DESK,
        "due_of": STAFF,
        "due_on": STAFF,
        "loans_past": STAFF,
        "overdue": STAFF,
    },
    "jukung.library.clearances": {
        "close": KEEPERS,
        "close_ready": KEEPERS,
        "closed": KEEPERS,
        "of_resident": KEEPERS,
        "open_for": KEEPERS,
        "opened": KEEPERS,
        "show": KEEPERS,
        "letter_for": STAFF,
        "write_letter": KEEPERS,
        "write_off": KEEPERS,
    },
    "jukung.library.corners": {
        "miss": STAFF,
        "put_all": STAFF,
        "put_in": STAFF,
        "show": STAFF,
        "take_out": STAFF,
        "use": DESK,
    },
    "jukung.library.house": {
        "add_block": KEEPERS,
        "add_corner": KEEPERS,
        "add_many": KEEPERS,
        "add_room": KEEPERS,
        "blocks": DESK,
        "card_of_place": STAFF,
        "corners": DESK,
        "end": KEEPERS,
        "move": KEEPERS,
        "rename": KEEPERS,
        "room_named": DESK,
        "rooms": DESK,
        "use_again": KEEPERS,
    },
    "jukung.library.house_plan": {"apply": KEEPERS, "plan": KEEPERS},
    "jukung.library.moves": {"of_resident": KEEPERS, "record": KEEPERS},
    "jukung.library.release_days": {"listed": KEEPERS, "show": KEEPERS},
    "jukung.library.residents": {
        "by_card": DESK,
        "come_back_days": STAFF,
        "count": STAFF,
        "keep_come_back_days": KEEPERS,
        "listed": STAFF,
        "particulars": KEEPERS,
        "register": STAFF,
        "release_days": KEEPERS,
        "show": STAFF,
        "state_counts": STAFF,
    },
    "jukung.library.leaving": {"come_back": STAFF, "erase": KEEPERS, "leave": STAFF},
    "jukung.library.late_entry": {
        "check": STAFF,
        "drafts": STAFF,
        "keep_drafts": STAFF,
        "kind_of": STAFF,
        "look": STAFF,
        "record": STAFF,
    },
    "jukung.library.members": {
        "by_card": DESK,
        "count": DESK,
        "edit": STAFF,
        "find": STAFF,
        "keeps_nik": STAFF,
        "kinds": DESK,
        "look_alikes": STAFF,
        "next_card": STAFF,
        "nik_of": STAFF,
        "page_at": STAFF,
        "register": STAFF,
        "renew_membership": STAFF,
        "show": DESK,
    },
    "jukung.library.merging": {"merge": KEEPERS, "twins": STAFF},
    "jukung.library.roster": {"register_many": STAFF, "standing_of": STAFF},
    "jukung.library.personal": {"export": STAFF, "personal": STAFF},
    "jukung.library.photos": {"keep": STAFF, "remove": STAFF, "show": DESK},
    "jukung.library.reminding": {"message": STAFF, "reminders": STAFF},
    "jukung.library.recovery": {
        "keep": KEEPERS,
        "key_is_here": KEEPERS,
        "last_made": DESK,
        "wants_passphrase": DESK,
        "may_make": KEEPERS,
        "sealed_file_key": KEEPERS,
    },
    "jukung.library.series": {"examples": STAFF, "save": KEEPERS, "show": STAFF},
    "jukung.library.in_house": {"use": DESK},
    "jukung.library.overview": {
        "day_counts": DESK,
        "limit_for": DESK,
        "loans_of": DESK,
    },
    "jukung.library.suggesting": {"copy_to_lend": DESK, "suggest": DESK},
    "jukung.library.settings": {
        "agency": DESK,
        "recall": DESK,
        "remember": STAFF,
        "rename": KEEPERS,
    },
    "jukung.library.staff": {
        "add": KEEPERS,
        "edit": KEEPERS,
        "idle_minutes": DESK,
        "keep_idle_minutes": KEEPERS,
        "listed": DESK,
        "may_keep": DESK,
        "set_pin": STAFF,
    },
    "jukung.library.undoing": {"undo": DESK, "undo_last": DESK},
    "jukung.library.opening": {
        "close": DESK,
        "mend": DESK,
        "of_month": READERS,
        "set_closed": STAFF,
        "set_hours": STAFF,
        "set_usual": STAFF,
        "touch": DESK,
        "usual": DESK,
    },
    "jukung.library.visit_corrections": {"correct": STAFF},
    "jukung.library.closures": {
        "choices": DESK,
        "close_days": KEEPERS,
        "days_of": DESK,
        "next_open_day": DESK,
        "open_on": KEEPERS,
        "remove": KEEPERS,
        "set_weekdays": KEEPERS,
        "use_national": KEEPERS,
        "would_move": KEEPERS,
    },
    "jukung.library.due_moves": {"of_act": DESK},
    "jukung.library.days": {"clock_is_wrong": DESK, "trust_clock": KEEPERS},
    "jukung.library.member_kinds": {"save": KEEPERS},
    "jukung.library.rules": {"listed": DESK, "remove": KEEPERS, "save": KEEPERS},
    "jukung.library.return_checks": {"check": DESK, "check_rest": DESK},
    "jukung.library.round_corners": {
        "miss": DESK,
        "pass_by": DESK,
        "scan": DESK,
        "take_out": DESK,
        "use": DESK,
    },
    "jukung.library.round_cells": {
        "give_back": DESK,
        "keep": DESK,
        "lend": DESK,
        "pass_by": DESK,
        "pass_on": DESK,
        "scan": DESK,
        "settle": DESK,
    },
    "jukung.library.round_paper": {"record": DESK},
    "jukung.library.round_views": {"listed": DESK, "show": DESK},
    "jukung.library.rounds": {
        "drop": STAFF,
        "finish": DESK,
        "miss": DESK,
        "on_paper": STAFF,
        "plan": DESK,
        "shelve": DESK,
        "shelve_all": DESK,
        "take": DESK,
    },
    "jukung.library.visit_names": {"by_text": DESK},
    "jukung.library.visits": {
        "by_card": DESK,
        "of_act": DESK,
        "of_day": DESK,
        "record": DESK,
        "tallies": DESK,
    },
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


def may(role):
    """The verbs of a role, without the package."""
    return {name.split(".", 2)[2] for name, verb in VERBS.items() if role in verb.roles}


# What an analyst reads: figures, months, and the days that were open.
FOR_ANALYSTS = {
    "protected.told",
    "cooperations.listed",
    "services.offered",
    *("month.gather", "month.gather_year", "month.estimated", "month.missing"),
    *("month.sources", "figure_notes.notes", "opening.of_month"),
    *("closing.checklist", "closing.history", "closing.latest", "closing.last_counted"),
    *("reports.running.listed", "reports.running.run"),
    *("ready.answers.asked", "ready.answers.known", "ready.iplm.mapping", "ready.iplm.row"),
    *("ready.measures.measured", "ready.readiness.judge", "ready.ready_tables.unrecorded_table"),
    *("ready.sim.sheet", "ready.year.count_year"),
    *("closing.unsealed", "closing.waiting_months", "silent_months.was_worked"),
}
NOT_FOR_ASSISTANTS = {
    *("screening.decide", "screening.listed", "permissions_asked.answer", "house_rules.save"),
    "services.save",
    "themes.save_themes",
    "figure_notes.note",
    *("settings.rename", "rules.save", "rules.remove", "series.save", "member_kinds.save"),
    *("staff.add", "staff.edit", "staff.keep_idle_minutes", "recovery.keep"),
    *("ledger.waive", "leaving.erase", "merging.merge", "sanctions.impose", "sanctions.lift"),
    *("closing.close", "closing.mark_sealed", "forgetting.keep", "backup.may_backup"),
    *("letterhead.save", "letterhead.keep_emblem", "letterhead.remove_emblem"),
}
NOT_FOR_AIDES = {
    *("screening.listed", "screening.decide", "requests.listed", "requests.length"),
    *("permissions_asked.listed", "permissions_asked.answer", "traits.mark", "aides.tie"),
    *("permissions_asked.waiting_for", "corners.show", "corners.put_in", "corners.take_out"),
    *("members.find", "members.register", "members.edit", "members.page_at", "personal.export"),
    *("settings.remember", "staff.set_pin", "catalogue.add", "copies.add", "ledger.pay"),
    *("late_entry.record", "lists.overdue", "copy_history.of_copy"),
    *("print_runs.queue", "print_runs.confirm", "print_runs.left", "card_faces.faces"),
    *(
        "letters.write",
        "letters.next_number",
        "letters.register",
        "letterhead.show",
        "blank_numbers.bind",
    ),
}


OF_NAMES = ("identities.", "vault_doors.")


def test_an_analyst_only_reads():
    assert may(Role.analyst) == FOR_ANALYSTS


def test_an_assistant_works_at_the_desk_and_decides_nothing():
    assert may(Role.assistant) & NOT_FOR_ASSISTANTS == set()
    assert may(Role.librarian) >= NOT_FOR_ASSISTANTS
    assert {"circulation.lend", "members.register", "ledger.pay"} <= may(Role.assistant)


def test_an_aide_reaches_no_names_no_lists_and_no_settings():
    assert may(Role.aide) & NOT_FOR_AIDES == set()
    assert may(Role.librarian) >= NOT_FOR_AIDES


def test_head_librarian_and_officer_may_the_same():
    # Only the accounts ask for more: `staff` looks whether there is a head.
    # And the vault of names is an officer's alone.
    names = {each for each in may(Role.officer) if each.startswith(OF_NAMES)}

    assert may(Role.head) == may(Role.librarian) == may(Role.officer) - names


def test_a_refused_verb_does_nothing(library):
    with pytest.raises(errors.NotAllowed), library.changing() as desk:
        VERBS["jukung.library.settings.remember"](acting_as(desk, Role.aide), "key", "value")

    with library.reading() as desk:
        assert VERBS["jukung.library.settings.recall"](desk, "key") == ""

"""Messages through the pipe: whole, exact, or none."""

import dataclasses
import json
import struct
from datetime import date
from typing import get_args

import pytest

from jukung.domain.kinds import AgeBand, ResidentState, Sex
from jukung.ui.vault import protocol as say
from jukung.ui.vault.frames import LARGEST, FrameWrong, Unpacking, packed

ROW = say.Row(
    "R1", "W-0417", "B-12", ResidentState.sick, Sex.female, AgeBand.adult, b"\x00\xff" * 40
)
MESSAGES = (
    say.Hello(
        "L1", "Lapas", "S1", "Siti", (say.Officer("S1", "Siti", True),), (), date(2026, 11, 22)
    ),
    say.KnockAnswer(say.Door(b"salt", b"\x00wrapped"), 2),
    say.Rows((ROW,), last=True),
    say.RosterRead((say.RosterLine(3, "moved", "R1", state=ResidentState.away),), is_whole=False),
    say.Keep((say.Sealed("R1", b"x"),), Sex.male, None),
    say.Look("", "kata sandi – é", whole=True),
    say.Ready(),
    say.Letter(
        "R1",
        "1/2026",
        date(2026, 11, 22),
        "Rawa",
        "W-1",
        "resident",
        None,
        "",
        ("above",),
        "Lapas",
        (),
        b"\x89PNG",
        None,
        (say.Sign("Kepala", "", "", ""),),
        "f4",
    ),
)


def body_of(said):
    body = json.dumps(said).encode()
    return struct.pack(">I", len(body)) + body


@pytest.mark.parametrize("message", MESSAGES, ids=lambda each: type(each).__name__)
def test_a_message_comes_as_it_was_said(message):
    assert list(Unpacking().take(packed(message))) == [message]


def test_messages_come_in_pieces_and_together():
    whole = b"".join(map(packed, MESSAGES))
    unpacking = Unpacking()

    came = [each for byte in whole for each in unpacking.take(bytes([byte]))]

    assert came == list(MESSAGES)


@pytest.mark.parametrize(
    "said",
    [
        {},
        [],
        {"": "Row"},
        {"": "date"},
        {"": "Ready", "more": 1},
        {"": "Told"},
        {"": "Told", "sentence": 3},
        {"": "StayedOut", "left": "3"},
        {"": "StayedOut", "left": True},
        {"": "KnockAnswer", "door": {"salt": "%", "wrapped": ""}, "left": 1},
        {"": "Register", "number": 1, "sex": "other", "age_band": "adult"},
        {"": "Rows", "rows": "none", "last": True},
    ],
)
def test_what_is_no_message_is_refused(said):
    with pytest.raises(FrameWrong):
        list(Unpacking().take(body_of(said)))


def test_more_than_anybody_says_is_refused_before_it_comes():
    with pytest.raises(FrameWrong):
        list(Unpacking().take(struct.pack(">I", LARGEST + 1)))


def test_no_message_to_the_main_process_has_a_field_for_a_name():
    fields = {field.name for kind in get_args(say.FromVault) for field in dataclasses.fields(kind)}

    assert fields & {"name", "names", "typed", "text", "phrase", "key", "numbers"} == set()

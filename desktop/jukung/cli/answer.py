"""What a verb answers: a value for machines, and lines for people."""

import json
import sys
from dataclasses import dataclass
from typing import Any

from jukung.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """A verb's result; `refusal` is told on stderr although there is a result."""

    value: Any
    lines: tuple[str, ...] = ()
    refusal: Refusal | None = None


def show(answer: Answer, *, as_json: bool) -> None:
    """Print an answer in the form that was asked for."""
    if as_json:
        json.dump(answer.value, sys.stdout, ensure_ascii=False, default=str)
        sys.stdout.write("\n")
    else:
        for line in answer.lines:
            sys.stdout.write(line + "\n")
    sys.stdout.flush()

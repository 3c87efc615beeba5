"""Messages as bytes: a length of four bytes, then JSON; bytes in it are base64.

Whatever does not fit a message of `protocol` exactly is no message: the pipe is closed
rather than guessed at.
"""

import base64
import dataclasses
import json
import struct
import types
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from jukung.ui.vault import protocol
from jukung.ui.vault.protocol import FromVault, ToVault

LARGEST = 48 * 1024 * 1024
_LENGTH = struct.Struct(">I")


class FrameWrong(ValueError):
    """What came is no message."""


def packed(message: ToVault | FromVault) -> bytes:
    """A message as it goes through the pipe."""
    said = {"": type(message).__name__} | _plain(message)
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return _LENGTH.pack(len(body)) + body


class Unpacking:
    """Takes bytes as they come, gives messages as they are whole."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def take(self, came: bytes) -> Iterator[Any]:
        """The messages that are whole now; raises FrameWrong."""
        self._waiting += came
        while len(self._waiting) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._waiting)
            if length > LARGEST:
                raise FrameWrong
            end = _LENGTH.size + length
            if len(self._waiting) < end:
                return
            body = bytes(self._waiting[_LENGTH.size : end])
            del self._waiting[:end]
            yield _message(body)


def _message(body: bytes) -> Any:  # noqa: ANN401 - one of many
    try:
        said = json.loads(body)
        kind = getattr(protocol, said.pop(""))
        if kind not in _KINDS:
            raise FrameWrong
        return _made(kind, said)
    except FrameWrong:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise FrameWrong from fault


def _plain(value: Any) -> Any:  # noqa: ANN401 - anything a message holds
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _fields(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _made(hint: Any, value: Any) -> Any:  # noqa: ANN401 - as the hint says
    if get_origin(hint) is types.UnionType:
        (inner,) = (each for each in get_args(hint) if each is not types.NoneType)
        return None if value is None else _made(inner, value)
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_made(get_args(hint)[0], each) for each in value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        fields = _fields(hint)
        if value.keys() != fields.keys():
            raise FrameWrong
        return hint(**{name: _made(inner, value[name]) for name, inner in fields.items()})
    return _scalar(hint, value)


def _scalar(hint: Any, value: Any) -> Any:  # noqa: ANN401 - as the hint says
    if hint is bytes:
        return base64.b64decode(value, validate=True)
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    if type(value) is not hint:
        raise FrameWrong
    return value


_KINDS = (*get_args(ToVault), *get_args(FromVault))

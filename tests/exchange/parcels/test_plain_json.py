"""The narrow JSON: written one way, read with nothing taken on trust."""

import pytest

from jukung.exchange.parcels import plain_json


def test_equal_content_is_equal_bytes():
    one = plain_json.write({"b": 1, "a": ["é", None]})

    other = plain_json.write({"a": ["e\u0301", None], "b": 1})

    assert one == other == '{"a":["é",null],"b":1}'.encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        b"[]",
        b"null",
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":9007199254740993}',
        b'{"a":-9007199254740993}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":"\\u0000"}',
        b'{"a":"\\ud800"}',
        b'{"\\u0007":1}',
        '{"a":"e\u0301"}'.encode(),
        b'{"a":"' + b"x" * 257 + b'"}',
        b'{"a":' + b"[" * 6 + b"]" * 6 + b"}",
        b'{"a":' + b"[" * 200_000,
        b'{"a":1} {}',
    ],
)
def test_anything_else_is_refused(content):
    with pytest.raises(plain_json.JsonWrong):
        plain_json.read(content)


def test_what_is_just_within_the_limits_is_read():
    edge = {"a": [[[[[2**53]]]]], "b": "x" * 256, "c": -(2**53)}

    assert plain_json.read(plain_json.write(edge)) == edge

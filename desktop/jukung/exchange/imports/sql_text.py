"""The text of a dump: the piece that is held, the place in it and its line.

A dump may be larger than memory, and a record larger than a block; more is held only
where something has begun and not ended.
"""

import re
from collections.abc import Iterator

_LONGEST_COMMENT = 128 * 1024
_LONGEST_MARK = 64
_WHITE = re.compile(rb"\s*+")
_BETWEEN = re.compile(rb"(?:\s++|/\*(?:[^*]++|\*(?!/))*+\*/)*+")
# Blanks, ends of statements, and whole lines of comment.
_BLANK = re.compile(rb"(?:[\s;]++|(?:#|--[ \t\r])[^\n]*+\n|--\n)*+")
_END_OF_LINE = re.compile(rb"\n")
_END_OF_COMMENT = re.compile(rb"\*/")


class DumpText:
    """The text of a dump: the piece that is held, the place in it and its line."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self.held = b""
        self.at = 0
        self.line = 1
        self.is_ended = False
        self.wasted = 0
        self.scanned_in_vain = 0
        self.ran_out = False
        """The text ended before what was last looked for."""

    @property
    def is_at_end(self) -> bool:
        """Whether nothing is left."""
        return self.is_ended and self.at >= len(self.held)

    def more(self, *, least: int = 1) -> bool:
        """Hold at least so much more, so that a long record is copied seldom."""
        fresh, size = [self.held[self.at :]], 0
        while size < least:
            block = next(self._blocks, None)
            if block is None:
                self.is_ended = True
                break
            fresh.append(block)
            size += len(block)
        if size:
            self.held, self.at = b"".join(fresh), 0
        return size > 0

    def want(self, size: int) -> None:
        """Hold so much from the place on, if there is so much."""
        if len(self.held) - self.at < size and not self.is_ended:
            self.more(least=size)

    def go(self, to: int) -> None:
        """Go on to a place in what is held."""
        self.line += self.held.count(b"\n", self.at, to)
        self.at = to

    def skip_blank(self) -> bool:
        """Go past blanks and semicolons; False at the end of the text."""
        while True:
            found = _BLANK.match(self.held, self.at)
            if found:
                self.go(found.end())
            if self.at < len(self.held):
                return True
            if not self.more():
                return False

    def skip_comment(self) -> bool:
        """Go past a comment, if one begins here."""
        self.want(3)
        start = self.held[self.at : self.at + 3]
        if start.startswith(b"#") or start in (b"-- ", b"--\t", b"--\n", b"--\r", b"--"):
            self.skip_past(_END_OF_LINE)
            return True
        if start.startswith(b"/*"):
            self.skip_past(_END_OF_COMMENT, least=2)
            return True
        return False

    def skip_past(
        self, pattern: re.Pattern[bytes], *, least: int = 0, stop_before: bytes = b""
    ) -> bool:
        """Go on after the next match, or to the end; says whether it ends in a sign.

        `least` bytes from here on are no part of the match; with `stop_before` the
        place is before that sign where the match ends in it.
        """
        begin = self.at + least
        while True:
            found = pattern.search(self.held, begin)
            if found and (found.end() < len(self.held) or self.is_ended):
                ends_so = bool(stop_before) and found[0].endswith(stop_before)
                self.go(found.end() - len(stop_before) if ends_so else found.end())
                return ends_so
            # What may be the beginning of a match stays held.
            keep = max(self.at, len(self.held) - _LONGEST_MARK)
            behind = max(0, begin - keep)
            self.go(keep)
            if not self.more():
                self.go(len(self.held))
                return False
            begin = self.at + behind

    def end_of(self, pattern: re.Pattern[bytes], sign: bytes, most: int) -> int | None:
        """The place after the sign that ends what begins here; None where it never does."""
        while True:
            found = pattern.match(self.held, self.at)
            end = found.end() if found else self.at
            self.ran_out = False
            if found and self.held[end : end + 1] == sign:
                return end + 1
            held = len(self.held) - self.at
            if not found or not self._may_go_on(end):
                self.scanned_in_vain += end - self.at
                return None
            if held > most or not self.more(least=max(held, 1)):
                self.scanned_in_vain += held
                self.ran_out = self.is_ended
                return None

    def _may_go_on(self, end: int) -> bool:
        """Whether more text could make whole what ends here."""
        sign = self.held[end : end + 1]
        if sign in (b"", b"'", b'"', b"`"):
            return True
        return sign == b"(" and not re.search(rb"['\"()]", self.held[end + 1 :])

    def sign_after(self, size: int) -> bytes:
        """The next sign after so much, blanks apart; nothing at the end of the text."""
        while True:
            end = self._after_white(self.at + size)
            sign = self.held[end : end + 1]
            if sign == b"/" and len(self.held) - end < _LONGEST_COMMENT and self.more():
                continue  # a comment, of which only a part is held
            if end < len(self.held):
                # ON DUPLICATE KEY UPDATE follows the last record of some dumps.
                return b";" if sign in b"oO" else sign
            if not self.more():
                return b""

    def go_past_comma(self, size: int) -> None:
        """Go on after so much and the comma that follows."""
        self.go(self._after_white(self.at + size) + 1)

    def _after_white(self, place: int) -> int:
        found = _BETWEEN.match(self.held, place)
        return found.end() if found else place

    def next_sign(self) -> bytes:
        """The next sign, after blanks and comments."""
        while self._skip_white():
            if not self.skip_comment():
                return self.held[self.at : self.at + 1]
        return b""

    def _skip_white(self) -> bool:
        while True:
            found = _WHITE.match(self.held, self.at)
            if found:
                self.go(found.end())
            if self.at < len(self.held):
                return True
            if not self.more():
                return False

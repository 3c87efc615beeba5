"""What the office knows of one library's parcels, read once for a transaction.

Each part is read when it is first asked for, and never again: whoever changes one here
changes what was read, too. Envelopes stay in the store until one is needed.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy.orm.util import identity_key

from jukung.agency import rulings
from jukung.agency.lines import (
    ADD_CLAIM,
    CLAIMS,
    ENVELOPES,
    EPOCHS,
    INSERT,
    LINES,
    NO_CLAIMS,
    NO_LONGER_HELD,
    RECEIPT,
    RULINGS,
    STATE,
    WAITING,
    Claims,
    Line,
    Waits,
)
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import ChainState, Epoch, Held, ParcelKept, Ruling
from jukung.exchange.parcels import envelope, plain_json
from jukung.exchange.parcels.parcel import Chain
from jukung.exchange.parcels.verdict import Verdict

_ASKED = 500


class History:
    """One library's parcels, claims, rulings and held files; `about` may lie with no library."""

    def __init__(self, desk: OfficeDesk, site: int, *, about: str = "") -> None:
        self.desk = desk
        self.site = site
        self.about = about
        self.figures: dict[str, Mapping[str, tuple[int | None, str]]] = {}
        """The figures of parcels that were read in this transaction anyway."""
        self.new: set[str] = set()
        """The parcels that came in this transaction."""
        self._chains: dict[str, Chain] = {}
        self._unwritten: dict[str, Mapping[str, Any]] = {}

    @cached_property
    def lines(self) -> dict[str, Line]:
        """Every parcel, by hash."""
        return {row.hash: Line(*row) for row in self._rows(LINES)}

    @cached_property
    def epochs(self) -> dict[str, Epoch]:
        """The epochs, in their order; `reread_epochs` after one was put between others."""
        self.desk.session.flush()
        found = self.desk.session.scalars(EPOCHS, {"site": self.site})
        return {row.epoch: row for row in found}

    @cached_property
    def claims(self) -> dict[str, dict[int, set[str]]]:
        """By epoch and number: the hashes that parcels give for it."""
        found: dict[str, dict[int, set[str]]] = {}
        for epoch, seq, digest in self._rows(CLAIMS):
            found.setdefault(epoch, {}).setdefault(seq, set()).add(digest)
        return found

    @cached_property
    def ruled(self) -> dict[str, Ruling]:
        """What was decided about single parcels, by hash."""
        return {each: ruling for each, ruling in self._decided if not rulings.is_branch(each)}

    @cached_property
    def branches(self) -> frozenset[str]:
        """The hashes at which copies part that were found true."""
        return frozenset(
            rulings.plain_hash(each) for each, _ruling in self._decided if rulings.is_branch(each)
        )

    @cached_property
    def held(self) -> dict[str, Waits]:
        """The library's held files, by hash."""
        return {each.hash: each for each in self._waiting if each.site == self.site}

    @property
    def in_order(self) -> list[Line]:
        """The parcels in the order of the chain."""
        places = {each.epoch: each.place for each in self.epochs.values()}
        return sorted(
            self.lines.values(), key=lambda line: (places[line.epoch], line.seq, line.hash)
        )

    def of_epoch(self, epoch: str) -> list[Line]:
        """The parcels of one epoch, by number."""
        found = [line for line in self.lines.values() if line.epoch == epoch]
        return sorted(found, key=lambda line: (line.seq, line.hash))

    def answers(self) -> dict[str, Verdict]:
        """What is answered about each parcel now."""
        return {line.hash: line.answer for line in self.lines.values()}

    def claimed(self, epoch: str, seq: int) -> set[str]:
        """The hashes that parcels give for a number."""
        return self.claims.get(epoch, {}).get(seq, set())

    def lists(self, digests: Collection[str]) -> bool:
        """Whether a parcel names one of these as itself or as before it."""
        wanted = set(digests)
        return any(
            hashes & wanted for numbers in self.claims.values() for hashes in numbers.values()
        )

    def reread_epochs(self) -> None:
        """Ask the store anew for the epochs."""
        self.__dict__.pop("epochs", None)

    def reread_held(self) -> None:
        """Ask the store anew for what is held."""
        self.__dict__.pop("held", None)
        self.__dict__.pop("_waiting", None)

    def chains(self, hashes: Collection[str]) -> dict[str, Chain]:
        """What parcels say of their place, by hash."""
        unread = [each for each in hashes if each not in self._chains]
        for start in range(0, len(unread), _ASKED):
            found = self._rows(ENVELOPES, hashes=unread[start : start + _ASKED])
            self._chains |= {digest: chain_in(content) for digest, content in found}
        return {each: self._chains[each] for each in hashes}

    def envelope(self, digest: str) -> bytes:
        """The bytes of a parcel as they came."""
        ((_digest, content),) = self._rows(ENVELOPES, hashes=[digest])
        return bytes(content)

    def take(self, line: Line, chain: Chain, **rest: Any) -> None:  # noqa: ANN401 - its other columns
        """Let a parcel be one of these; `restate` writes it, its claims are written by `claim`."""
        self.lines[line.hash] = line
        self._chains[line.hash] = chain
        self._unwritten[line.hash] = rest
        self.new.add(line.hash)
        self._let_go(line.hash)

    def claim(self, epoch: str, claims: Claims) -> None:
        """Remember what a parcel says about its own number and those before it."""
        known = self.claims.setdefault(epoch, {})
        new = [(seq, each) for seq, each in claims if each not in known.get(seq, ())]
        for seq, each in new:
            known.setdefault(seq, set()).add(each)
        if new:
            self.desk.session.execute(
                ADD_CLAIM,
                [
                    {"site": self.site, "epoch": epoch, "seq": seq, "hash": each}
                    for seq, each in new
                ],
            )

    def forget_claims(self, epoch: str) -> None:
        """Remember nothing of what the parcels of an epoch say."""
        self.claims.pop(epoch, None)
        self.desk.session.execute(NO_CLAIMS, {"site": self.site, "epoch": epoch})

    def restate(self, wanted: Mapping[str, ChainState]) -> frozenset[str]:
        """Give parcels their states, and write new ones; gives the months that changed."""
        changed = [
            line
            for line in self.lines.values()
            if line.hash in self._unwritten or wanted[line.hash] is not line.state
        ]
        known = [line for line in changed if line.hash not in self._unwritten]
        # First nobody speaks and no number is taken, then those who should: there is
        # never a moment with two.
        self._set(
            STATE,
            {each.hash: ChainState.quarantined for each in known if _takes_a_place(each)},
        )
        for line in changed:
            line.state = wanted[line.hash]
        spoken = {each.month for each in self.lines.values() if each.state is ChainState.current}
        new = [line for line in changed if line.hash in self._unwritten]
        self._insert(new)
        self._set(STATE, {each.hash: each.state for each in known if _takes_a_place(each)})
        # One that came and does not count may still take the word from what was typed.
        return frozenset(
            [each.month for each in known]
            + [each.month for each in new if each.state is ChainState.current]
            + [each.month for each in new if each.month not in spoken]
        )

    def answered(self, lines: Iterable[Line], no: int) -> None:
        """Note the receipt that tells how these parcels stand."""
        told = {line.hash: no for line in lines}
        for digest in told:
            self.lines[digest].receipt = no
        self._set(RECEIPT, told)

    def _insert(self, lines: Iterable[Line]) -> None:
        values = [
            {name: getattr(line, name) for name in Line.__slots__}
            | {"site": self.site, **self._unwritten[line.hash]}
            for line in lines
        ]
        if values:
            self.desk.session.execute(INSERT, values)
        self._unwritten.clear()

    def _set(self, statement: Any, values: Mapping[str, Any]) -> None:  # noqa: ANN401 - an update
        session = self.desk.session
        if not values:
            return
        session.execute(
            statement,
            [
                {"of_site": self.site, "of_hash": digest, "now": value}
                for digest, value in values.items()
            ],
        )
        # Rows that somebody holds in this transaction show what they are now.
        for digest in values:
            row = session.identity_map.get(identity_key(ParcelKept, (self.site, digest)))
            if row is not None:
                session.expire(row)

    def _let_go(self, digest: str) -> None:
        places = [each.site for each in self._waiting if each.hash == digest]
        if not places:
            return
        session = self.desk.session
        session.execute(NO_LONGER_HELD, {"sites": places, "about": digest})
        for place in places:
            row = session.identity_map.get(identity_key(Held, (place, digest)))
            if row is not None:
                session.expunge(row)
        self.reread_held()

    @cached_property
    def _decided(self) -> list[tuple[str, Ruling]]:
        return [(digest, ruling) for digest, ruling in self._rows(RULINGS)]

    @cached_property
    def _waiting(self) -> list[Waits]:
        return [Waits(*each) for each in self._rows(WAITING, about=self.about)]

    def _rows(self, statement: Any, **asked: Any) -> list[Any]:  # noqa: ANN401 - any select
        # Statements without row classes do not write first what is still to be written.
        self.desk.session.flush()
        found = self.desk.session.execute(statement, {"site": self.site, **asked})
        return list(found.all())


def chain_in(content: bytes) -> Chain:
    """What an envelope that was verified when it came says of its place."""
    payload = plain_json.read(envelope.unpack(content, envelope.PARCEL).unverified)
    return Chain.model_validate(payload["chain"])


def _takes_a_place(line: Line) -> bool:
    return line.state is not ChainState.quarantined

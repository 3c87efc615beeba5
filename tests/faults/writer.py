"""The program whose end the tests arrange: it works at a library and says what is stored.

    writer.py <number of a Unix socket>

Orders come in as JSON with one pipe each; every order runs in a child of its own, which a
test may stop, cut off or kill. After a commit, and only then, the child writes one line
`<act id> <loan id> <verb>` into the pipe, unbuffered: an act that the desk was told of.
Lines that begin with # say anything else.
"""

import json
import os
import signal
import socket
import sys
import traceback
from pathlib import Path

# Imported by the first loan, when a stranger may no longer read the interpreter's files.
import holidays.countries.indonesia  # noqa: F401 - as just said
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from telling import chances

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind
from jukung.exchange.imports import apply, plan
from jukung.exchange.packs import kept, titles
from jukung.library import backup, circulation, stocktake_files
from jukung.library.desk import found, open_library

MOST_REFUSALS = 6


def say(line):
    os.write(1, line.encode() + b"\n")


def refused(refusal):
    say(f"# refused {type(refusal).__name__} {messages.sentence(refusal)}")


class Shelf:
    """What the desk believes of its copies and cards, read from the file."""

    def __init__(self, library, chance):
        self.chance = chance
        with library.reading() as desk:
            rows = desk.session.execute(
                text(
                    "SELECT c.number, b.card FROM copy c LEFT JOIN loan l ON l.copy = c.row "
                    "AND l.returned_on IS NULL AND l.cancel_act IS NULL "
                    "LEFT JOIN borrower b ON b.row = l.borrower"
                )
            ).all()
            cards = desk.session.execute(text("SELECT card FROM borrower")).scalars().all()
        self.holders = dict(rows)
        self.cards = list(cards)

    def choose(self):
        """A copy, and a card that has room for it where it is on the shelf."""
        barcode = self.chance.choice(list(self.holders))
        if self.holders[barcode] is not None:
            return barcode, None
        held = list(self.holders.values())
        return barcode, self.chance.choice([c for c in self.cards if held.count(c) < 2])


def lend(path, *, seed=0, acts=None, refusals=MOST_REFUSALS):
    """Lend and take back, one act after the other, until told to stop or for good."""
    library = open_library(Path(path))
    chance = chances(seed)
    shelf = Shelf(library, chance)
    say("# open")
    done = 0
    while acts is None or done < acts:
        barcode, card = shelf.choose()
        try:
            slip = _one_act(library, barcode, card, chance)
        except errors.Trouble as refusal:
            refused(refusal)
            refusals -= 1
            if not refusals:
                break
            shelf = Shelf(library, chance)
            continue
        say(f"{slip.act_id} {slip.loan_id} {'lend' if card else 'return'}")
        shelf.holders[barcode] = card
        done += 1
    library.close()


def _one_act(library, barcode, card, chance):
    scanned = chance.random() < 0.5
    with library.changing() as desk:
        if scanned:
            slip = circulation.scan(desk, barcode, card=card).slip
        elif card:
            slip = circulation.lend(desk, card, barcode)
        else:
            slip = circulation.give_back(desk, barcode)
    return slip


def raw(path, *, journal_mode, synchronous):
    """Lend with settings that are not ours: the check of the checks."""
    connection = driver.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {journal_mode}").fetchall()
    connection.execute(f"PRAGMA synchronous = {synchronous}").fetchall()
    number = connection.execute("SELECT coalesce(max(row), 0) FROM loan").fetchone()[0]
    say("# open")
    while True:
        number += 1
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO loan VALUES (?, ?)", (number, f"loan-{number}"))
        connection.execute("COMMIT")
        say(f"{number} loan-{number} lend")


def hold(path):
    """Open the library and keep it until the end."""
    library = open_library(Path(path))
    say("# open")
    signal.pause()
    library.close()


def make(path, *, prison):
    """Set up a new library, with a key of its own where it is a prison's."""
    kind = LibraryKind.prison if prison else LibraryKind.village
    library = found(Path(path), name="Perpustakaan Uji", kind=kind)
    say("# open")
    library.close()


def back_up(path, *, folder, count=None):
    """Write backups, each said when it counts."""
    library = open_library(Path(path))
    say("# open")
    written = 0
    while count is None or written < count:
        say(f"# backup {backup.write(library, Path(folder)).path}")
        written += 1
    library.close()


def restore(path, *, source):
    """Make a library from a backup."""
    say("# open")
    backup.restore(Path(source), Path(path))
    say("# restored")


def take_in(path, *, titles):
    """Import a list of titles as one act."""
    library = open_library(Path(path))
    with library.reading() as desk:
        wanted = plan.plan(desk, Path(titles))
    say("# open")
    with library.changing() as desk:
        arrival = apply.apply(desk, wanted)
    say(f"# imported {arrival.title_count}")
    library.close()


def merge(path, *, stocktake, numbers):
    """Count the list of another PC into a stocktake as one act."""
    library = open_library(Path(path))
    say("# open")
    with library.changing() as desk:
        stocktake_files.count_file(desk, stocktake, Path(numbers).read_bytes(), file="daftar.txt")
    say("# merged")
    library.close()


def keep_pack(path, *, pack, digits):
    """Copy a title pack beside the library, and write it down."""
    library = open_library(Path(path))
    label = titles.read_label(Path(pack))
    say("# open")
    file = kept.bring(library.path, Path(pack), label)
    with library.changing() as desk:
        kept.keep(desk, label, file, trusting=digits)
        kept.sweep(desk, library.path)
    say("# kept")
    library.close()


ORDERS = {
    o.__name__: o for o in (lend, raw, hold, make, back_up, restore, take_in, merge, keep_pack)
}


def obey(order):
    """Carry out one order; trouble of the machine is said, anything else is a bug."""
    os.environ["JUKUNG_HOME"] = order.pop("home")
    if order.pop("as_nobody", False):
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    if order.pop("held", False):
        os.kill(os.getpid(), signal.SIGSTOP)
    verb = ORDERS[order.pop("order")]
    try:
        verb(**order)
    except errors.Refusal as refusal:
        refused(refusal)
    say("# done")


def main():
    post = socket.socket(fileno=int(sys.argv[1]))
    while True:
        letter, pipes, _flags, _sender = socket.recv_fds(post, 65536, 1)
        if not letter:
            return
        order = json.loads(letter)
        if order["order"] == "bury":
            _pid, status = os.waitpid(order["pid"], 0)
            post.send(str(os.waitstatus_to_exitcode(status)).encode())
            continue
        pid = os.fork()
        if pid == 0:
            post.close()
            os.dup2(pipes[0], 1)
            os.close(pipes[0])
            try:
                obey(order)
            except BaseException:  # noqa: BLE001 - a child must never return into the loop
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        os.close(pipes[0])
        post.send(str(pid).encode())


if __name__ == "__main__":
    main()

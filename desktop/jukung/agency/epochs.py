"""In which epoch a parcel counts, and whether its library may report in it."""

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.agency.enrol import register_epoch
from jukung.agency.history import History
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import Epoch
from jukung.exchange.parcels.parcel import Chain


def fits(known: History, chain: Chain, digest: str) -> bool:
    """Whether the library may report in this epoch.

    A new one must go on from something that came before; one that was left
    may only bring what the newer one lists: else an older copy still reports.
    """
    epoch = known.epochs.get(chain.epoch)
    if epoch is None:
        return not known.lines or known.lists(chain.recent)
    is_left = any(known.epochs[line.epoch].place > epoch.place for line in known.lines.values())
    return not is_left or known.lists({digest})


def begun(known: History, chain: Chain) -> Epoch:
    """The row of an epoch that nobody knew; before one that came first and goes on from it."""
    epoch = register_epoch(known.desk, known.site, chain.epoch)
    own = {digest for back, digest in enumerate(reversed(chain.recent), 1) if chain.seq > back}
    for later in known.epochs.values():
        if later.epoch != epoch.epoch and known.claimed(later.epoch, 0) & own:
            _move_before(known.desk, epoch, later.place)
            break
    known.reread_epochs()
    return epoch


def _move_before(desk: OfficeDesk, epoch: Epoch, place: int) -> None:
    rows = desk.session.scalars(
        select(Epoch)
        .where(col(Epoch.site) == epoch.site, col(Epoch.place) >= place)
        .order_by(desc(col(Epoch.place)))
    ).all()
    # Each place belongs to one at any moment: first far away, then from the last on.
    last = epoch.place
    epoch.place = last + 1
    desk.session.flush()
    for row in rows:
        if row.epoch != epoch.epoch:
            row.place += 1
            desk.session.flush()
    epoch.place = place
    desk.session.add_all(rows)
    desk.session.flush()

"""Keys that lead with the library, and all that the agency's desk keeps.

A file of the first schema is copied over; a database on a server begins here.
"""

from alembic import op

from jukung.store.migrate import run_script

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OLD = ("office", "site", "site_key", "epoch", "receipt", "parcel", "claim", "figure", "held")
_INDEXES = (
    *("site_key_by_site", "parcel_once_per_number", "parcel_current_once", "parcel_by_site"),
    *("parcel_by_month", "claim_by_hash", "held_by_site", "held_by_verdict"),
)
_COPIES = (
    """INSERT INTO office (one, uid, code, name, verify_key, recipient, escrow, made_at)
       SELECT one, uid, code, name, verify_key, recipient, escrow, made_at FROM old_office""",
    """INSERT INTO site (site, uid, code, name, place_name, kind, prison_kind, zone, since,
                         enrolled_at, receipt_no)
       SELECT row, uid, code, name, place_name, kind, prison_kind, zone, since,
              enrolled_at, receipt_no FROM old_site""",
    """INSERT INTO site_key (fingerprint, site, public_key, enrolled_at, revoked_at)
       SELECT fingerprint, site, public_key, enrolled_at, revoked_at FROM old_site_key""",
    """INSERT INTO epoch (site, epoch, place, fork_at)
       SELECT site, epoch, place, fork_at FROM old_epoch""",
    """INSERT INTO receipt (site, no, hash, bytes, made_at)
       SELECT site, no, hash, bytes, made_at FROM old_receipt""",
    """INSERT INTO parcel (site, hash, epoch, seq, fingerprint, month, dataset, kind, revision,
                           replaces, state, verdict, note, imported, ignored, declared_at,
                           audit_count, audit_head, envelope, accepted_at, receipt)
       SELECT p.site, p.hash, e.epoch, p.seq, p.fingerprint, p.month, p.dataset, p.kind,
              p.revision, p.replaces,
              CASE WHEN p.is_current = 1 THEN 'current'
                   WHEN p.state = 'accepted' THEN 'replaced' ELSE p.state END,
              p.verdict, p.note,
              (SELECT count(*) FROM old_figure AS f WHERE f.parcel = p.row),
              p.ignored, p.declared_at, p.audit_count, p.audit_head, p.envelope,
              p.accepted_at, r.no
       FROM old_parcel AS p JOIN old_epoch AS e ON e.row = p.epoch
       LEFT JOIN old_receipt AS r ON r.row = p.receipt""",
    """INSERT INTO claim (site, epoch, seq, hash)
       SELECT e.site, e.epoch, c.seq, c.hash
       FROM old_claim AS c JOIN old_epoch AS e ON e.row = c.epoch""",
    """INSERT INTO held (site, hash, fingerprint, epoch, seq, month, verdict, note, envelope,
                         seen_at, receipt)
       SELECT coalesce(h.site, 0), h.hash, h.fingerprint, h.epoch, h.seq, h.month, h.verdict,
              h.note, h.envelope, h.seen_at, r.no
       FROM old_held AS h LEFT JOIN old_receipt AS r ON r.row = h.receipt""",
    """INSERT INTO locked_month (month, locked_at)
       SELECT month, locked_at FROM old_locked_month""",
    """INSERT INTO site_month (site, month, source, kind, revision, first_at, accepted_at)
       SELECT p.site, p.month, 'parcel', p.kind, p.revision,
              (SELECT min(q.accepted_at) FROM old_parcel AS q
               WHERE q.site = p.site AND q.month = p.month), p.accepted_at
       FROM old_parcel AS p WHERE p.is_current = 1""",
    """INSERT INTO figure (site, month, code, value, status)
       SELECT p.site, p.month, f.code, f.value, f.status
       FROM old_figure AS f JOIN old_parcel AS p ON p.row = f.parcel AND p.is_current = 1""",
    """INSERT INTO month_due (district, kind, month)
       SELECT DISTINCT substr(s.code, 1, 5), s.kind, m.month
       FROM site_month AS m JOIN site AS s ON s.site = m.site""",
)


def upgrade() -> None:
    """Make every table anew and carry over what the first schema held."""
    connection = op.get_bind()
    is_old = connection.dialect.name == "sqlite"
    old = (*_OLD, "locked_month")
    if is_old:
        for name in _INDEXES:
            connection.exec_driver_sql(f"DROP INDEX {name}")
        for name in old:
            connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO old_{name}")
    run_script(__file__)
    if is_old:
        for statement in _COPIES:
            connection.exec_driver_sql(statement)
        for name in reversed(old):
            connection.exec_driver_sql(f"DROP TABLE old_{name}")

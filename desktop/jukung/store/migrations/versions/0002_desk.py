"""The desk: rules, calendar, holds, money, sanctions, photos, slips and PINs."""

from jukung.store.migrate import run_script

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the whole desk needs to the first schema."""
    run_script(__file__)

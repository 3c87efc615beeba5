"""Behind the wall: residents, vault, rounds, screening, clearance; boxes on loan."""

from jukung.store.migrate import run_script

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what prisons and boxes need."""
    run_script(__file__)

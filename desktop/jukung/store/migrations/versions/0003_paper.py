"""Paper: what waits for the printer, blank numbers, letters, sheets of our own."""

from jukung.store.migrate import run_script

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what printing remembers."""
    run_script(__file__)

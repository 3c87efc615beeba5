"""The first schema of an agency's file."""

from jukung.store.migrate import run_script

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table and index."""
    run_script(__file__)

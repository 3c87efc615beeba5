"""The first schema of an agency's file; a database on a server never had it."""

from alembic import op

from jukung.store.migrate import run_script

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table and index."""
    if op.get_bind().dialect.name == "sqlite":
        run_script(__file__)

"""Figures: activities whole, partners, services, notes to figures."""

from jukung.store.migrate import run_script

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the inclusion programme asks for."""
    run_script(__file__)

"""The catalogue whole; stocktake and withdrawal; packs; what imports bring."""

from jukung.store.migrate import run_script

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what cataloguing, counting and old data need."""
    run_script(__file__)

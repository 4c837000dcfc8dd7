"""Messages of the last 48 hours know their words again, by a keyed hash."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("message", sa.Column("mark", sa.String(80), nullable=False, server_default=""))

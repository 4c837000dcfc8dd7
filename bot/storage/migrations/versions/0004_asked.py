"""A question may be several messages: a letter and the words about it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("conversation", sa.Column("asked", sa.JSON, nullable=False, server_default="[]"))
    op.execute(
        "UPDATE conversation SET asked = json_array(json_object("
        "'message', question, 'at', seen_at, "
        "'file', json(iif(question_kind IN ('file', 'letter'), 'true', 'false')), "
        "'deadline', json(iif(question_kind IN ('deadline', 'letter'), 'true', 'false')))) "
        "WHERE question IS NOT NULL"
    )
    op.execute("UPDATE conversation SET drafts = '[]' WHERE drafts IS NULL")
    with op.batch_alter_table("conversation") as table:
        table.drop_column("question")
        table.drop_column("question_kind")
        table.alter_column("drafts", existing_type=sa.JSON, nullable=False)

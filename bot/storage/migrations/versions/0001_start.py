"""Inbox, outbox, conversations and the ids of messages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("seq", KEY, primary_key=True, autoincrement=True),
        sa.Column("update_id", sa.BigInteger, nullable=False, unique=True),
        sa.Column("lane", sa.BigInteger),
        sa.Column("payload", sa.Text),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", sa.Float, nullable=False),
        sa.Column("error", sa.String(200)),
        sa.Column("received_at", sa.Float, nullable=False),
    )
    op.create_index("inbox_waiting", "inbox", ["status", "seq"])
    op.create_table(
        "outbox",
        sa.Column("id", KEY, primary_key=True, autoincrement=True),
        sa.Column("lane", sa.BigInteger),
        sa.Column("payload", sa.Text),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("repeated", sa.Integer, nullable=False),
        sa.Column("not_before", sa.Float, nullable=False),
        sa.Column("error", sa.String(200)),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("sent_at", sa.Float),
    )
    op.create_index("outbox_waiting", "outbox", ["status", "lane", "id"])
    op.create_table(
        "conversation",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chosen", sa.String(8)),
        sa.Column("spoken", sa.String(8)),
        sa.Column("hint", sa.String(16)),
        sa.Column("misses", sa.Integer, nullable=False),
        sa.Column("topics", sa.JSON, nullable=False),
        sa.Column("album", sa.String(64)),
        sa.Column("blocked", sa.Integer, nullable=False),
        sa.Column("seen_at", sa.Float, nullable=False),
    )
    op.create_table(
        "message",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("question", sa.BigInteger),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("message_question", "message", ["chat_id", "question"])
    op.create_index("ix_message_at", "message", ["at"])

"""Cases, relays, timers, the desk's people; the outbox gets its order and its priorities."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    _outbox()
    _conversation()
    _case()
    _relay()
    _desk()


def _outbox() -> None:
    op.add_column("outbox", sa.Column("key", sa.String(80), nullable=False, server_default=""))
    op.add_column("outbox", sa.Column("rank", sa.Integer, nullable=False, server_default="2"))
    op.add_column("outbox", sa.Column("priority", sa.Integer, nullable=False, server_default="2"))
    op.add_column("outbox", sa.Column("case_id", sa.Integer))
    op.add_column("outbox", sa.Column("join", sa.String(80)))
    op.execute("UPDATE outbox SET key = CAST(lane AS TEXT)")
    op.drop_index("outbox_waiting", "outbox")
    op.create_index("outbox_order", "outbox", ["status", "key", "rank", "id"])
    op.create_index("outbox_case", "outbox", ["case_id"])


def _conversation() -> None:
    op.add_column("conversation", sa.Column("question", sa.BigInteger))
    op.add_column("conversation", sa.Column("question_kind", sa.String(8)))
    op.add_column("conversation", sa.Column("drafts", sa.JSON, server_default="[]"))


def _case() -> None:
    op.create_table(
        "case",
        sa.Column("id", KEY, primary_key=True, autoincrement=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("consent", sa.Integer, nullable=False),
        sa.Column("asked", sa.BigInteger),
        sa.Column("written", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("urgent", sa.String(10)),
        sa.Column("alarmed_at", sa.Float),
        sa.Column("shown", sa.JSON, nullable=False),
        sa.Column("drafts", sa.JSON, nullable=False),
        sa.Column("wishes", sa.String(8), nullable=False),
        sa.Column("question", sa.BigInteger),
        sa.Column("owner", sa.BigInteger),
        sa.Column("previous", sa.BigInteger),
        sa.Column("aside", sa.Integer, nullable=False),
        sa.Column("opened_at", sa.Float, nullable=False),
        sa.Column("waiting_since", sa.Float),
        sa.Column("answered_at", sa.Float),
        sa.Column("blocked_at", sa.Float),
        sa.Column("closed_at", sa.Float),
        sa.Column("reason", sa.String(12)),
        sa.Column("helped", sa.Integer),
        sa.Column("topic_group", sa.BigInteger),
        sa.Column("topic_id", sa.BigInteger),
        sa.Column("card_id", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    still_open = sa.text("state != 'closed'")
    op.create_index("case_open", "case", ["chat_id"], unique=True, sqlite_where=still_open)
    op.create_index("ix_case_chat_id", "case", ["chat_id"])
    op.create_index("case_topic", "case", ["topic_group", "topic_id"])


def _relay() -> None:
    op.create_table(
        "relay",
        sa.Column("id", KEY, primary_key=True, autoincrement=True),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("source_chat", sa.BigInteger, nullable=False),
        sa.Column("source_message", sa.BigInteger, nullable=False),
        sa.Column("target_chat", sa.BigInteger),
        sa.Column("target_message", sa.BigInteger),
        sa.Column("album", sa.String(64)),
        sa.Column("mark", sa.String(80), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.UniqueConstraint("source_chat", "source_message"),
    )
    op.create_index("relay_target", "relay", ["target_chat", "target_message"])
    op.create_index("relay_case", "relay", ["case_id"])
    op.create_table(
        "timer",
        sa.Column("case_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(12), primary_key=True),
        sa.Column("due_at", sa.Float, nullable=False),
        sa.Column("fired_at", sa.Float),
    )
    op.create_index("timer_due", "timer", ["fired_at", "due_at"])


def _desk() -> None:
    op.create_table(
        "volunteer",
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("alias", sa.String(64)),
        sa.Column("seen_at", sa.Float, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", KEY, primary_key=True, autoincrement=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("actor", sa.BigInteger, nullable=False),
        sa.Column("action", sa.String(12), nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
    )
    op.create_table(
        "ban",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("until", sa.Float, nullable=False),
    )
    op.create_table(
        "fact",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.String(200), nullable=False),
    )

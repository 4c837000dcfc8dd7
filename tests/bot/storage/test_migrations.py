"""Databases of earlier versions go on; what they remember is not lost."""

import json

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from bot.storage.database import migrate
from bot.storage.tables import Base


@pytest.fixture
def connection(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.connect() as open_one:
        yield open_one
    engine.dispose()


def test_the_newest_version_is_what_the_code_expects(connection):
    migrate(connection)
    assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


@pytest.mark.parametrize(
    ("kind", "file", "deadline"),
    [
        ("text", False, False),
        ("file", True, False),
        ("deadline", False, True),
        ("letter", True, True),
    ],
)
def test_a_question_asked_before_an_update_is_still_known(connection, kind, file, deadline):
    migrate(connection, "0003")
    connection.execute(
        text(
            "INSERT INTO conversation (chat_id, misses, topics, blocked, question, question_kind, "
            "drafts, seen_at) VALUES (7, 0, '[]', 0, 42, :kind, '[]', 1000.0)"
        ),
        {"kind": kind},
    )
    migrate(connection)

    (asked,) = json.loads(connection.execute(text("SELECT asked FROM conversation")).scalar_one())
    assert asked == {"message": 42, "at": 1000.0, "file": file, "deadline": deadline}

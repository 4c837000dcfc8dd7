"""Arrows between the packages point one way."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# What a part never imports; a name ending in a dot means the package and all below it.
FORBIDDEN = {
    "intents": ["bot", "knowledge", "telegram", "sqlalchemy", "yaml"],
    "knowledge": ["bot", "telegram", "sqlalchemy"],
    "bot/conversation": [
        "telegram",
        "sqlalchemy",
        "yaml",
        "bot.telegram",
        "bot.storage",
        "bot.app",
    ],
    "bot/handoff": ["telegram", "sqlalchemy", "yaml", "bot.telegram", "bot.storage", "bot.app"],
    "bot/desk": ["telegram", "sqlalchemy", "yaml", "bot.telegram", "bot.app"],
    "bot/storage": ["telegram", "intents", "knowledge", "bot.telegram", "bot.app"],
    "bot/telegram": ["sqlalchemy", "yaml", "intents", "knowledge", "bot.conversation", "bot.app"],
    "bot/simulator": ["telegram", "sqlalchemy", "yaml", "intents", "knowledge"],
    "bot/turns.py": ["telegram", "sqlalchemy", "yaml", "intents", "knowledge", "bot.telegram"],
}
YAML_READERS = {"knowledge/document.py"}


def imports(path: Path) -> list[tuple[int, str]]:
    """Every imported module of a file, with its line."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.lineno, node.module)]
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def files(part: str) -> list[Path]:
    path = ROOT / part
    return [path] if path.suffix == ".py" else sorted(path.rglob("*.py"))


def breaches(part: str, forbidden: list[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line}: {part} must never import {name}"
        for path in files(part)
        for line, name in imports(path)
        for one in forbidden
        if name == one or name.startswith(f"{one}.")
    ]


@pytest.mark.parametrize("part", FORBIDDEN)
def test_a_part_imports_only_what_lies_below_it(part):
    assert breaches(part, FORBIDDEN[part]) == []


def test_only_the_knowledge_reader_knows_yaml():
    users = {
        str(path.relative_to(ROOT))
        for part in ("bot", "intents", "knowledge")
        for path in files(part)
        if any(name.split(".")[0] == "yaml" for _, name in imports(path))
    }

    assert users <= YAML_READERS


def test_only_the_edge_and_the_app_know_telegram():
    users = {
        str(path.relative_to(ROOT))
        for path in files("bot")
        if any(name.split(".")[0] == "telegram" for _, name in imports(path))
    }

    assert {user for user in users if not user.startswith("bot/telegram/")} <= {"bot/app.py"}


def test_a_breach_is_found(tmp_path):
    """The test itself can fail."""
    module = tmp_path / "module.py"
    module.write_text("from bot.storage import inbox\n")

    assert imports(module) == [(1, "bot.storage"), (1, "bot.storage.inbox")]

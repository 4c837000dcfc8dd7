"""What the documents say is there is there, and what is there is said."""

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *ROOT.glob("docs/*.md"),
    ROOT / "knowledge/README.md",
]


def test_every_setting_is_explained():
    example = (ROOT / ".env.example").read_text("utf-8")

    for name in Settings.model_fields:
        assert f"ALLIN_{name.upper()}=" in example


def test_every_command_is_in_the_readme():
    for name, command in main.commands.items():
        assert command.hidden or f"allin-bot {name}" in README


def test_every_command_helps():
    for name in main.commands:
        result = CliRunner().invoke(main, [name, "--help"])
        assert result.exit_code == 0


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_module_says_what_it_is_about():
    modules = [
        path for part in ("bot", "intents", "knowledge") for path in ROOT.glob(f"{part}/**/*.py")
    ]
    silent = [
        str(path.relative_to(ROOT))
        for path in modules
        if not path.read_text("utf-8").startswith(('"""', 'r"""'))
    ]

    assert silent == []


def test_nothing_names_a_place_to_fetch_packages_from():
    files = subprocess.run(
        ["git", "ls-files", "*.txt", "*.toml", "Makefile", ".ci/run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    for name in files:
        text = (ROOT / name).read_text("utf-8")
        assert not re.search(r"pypi|pythonhosted|index-url|find-links|file://", text), name

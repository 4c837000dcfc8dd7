"""The program's commands, as somebody at a shell uses them."""

import json

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.support.bot import CACHE, KNOWLEDGE
from tests.support.small import write_base

ENVIRONMENT = {
    "ALLIN_CACHE_DIR": str(CACHE),
    "ALLIN_KNOWLEDGE_DIR": str(KNOWLEDGE),
    "ALLIN_ENCODER": "false",
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Not where somebody's .env may lie."""
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, given: str = "", **environment: str):
    return CliRunner().invoke(
        main, arguments, input=given, env={**ENVIRONMENT, **environment}, catch_exceptions=False
    )


def test_ask_prints_what_a_newcomer_would_get():
    said = run("ask", "Wo ist das Jobcenter in Kassel?").stdout

    assert "Lewinskistraße 4" in said
    assert "[🧑 Mit einem Menschen sprechen]" in said


@pytest.mark.parametrize("text", ["Jobcenter", "Wo ist das Jobcenter in Kassel?"])
def test_ask_answers_in_the_language_that_is_wished(text):
    said = run("ask", text, "--language", "tr").stdout

    assert "🇩🇪 Jobcenter und Bürgergeld" in said


def test_ask_says_which_languages_there_are():
    result = run("ask", "Jobcenter", "--language", "xx")

    assert result.exit_code == 2
    assert "known: de, en, ar" in result.output


def test_ask_without_a_question_says_how():
    result = run("ask")

    assert result.exit_code == 2
    assert 'allin-bot ask "Anmeldung?"' in result.output


def test_jsonl_gives_one_object_a_line_and_nothing_else():
    given = "Wo ist das Jobcenter in Kassel?\nqwertz uiop\nhilfe mein mann schlägt mich\nHallo\n"
    lines = run("ask", "--jsonl", given=given).stdout.splitlines()

    objects = [json.loads(line) for line in lines]
    assert [one["text"] for one in objects] == given.splitlines()
    fields = {"text", "language", "outcome", "topic", "candidates", "crisis", "ms"}
    assert {frozenset(one) for one in objects} == {frozenset(fields)}
    assert [one["outcome"] for one in objects] == ["answer", "handoff", "crisis", "smalltalk"]
    assert [one["topic"] for one in objects] == ["jobcenter", None, None, "greeting"]
    assert objects[2]["crisis"] == "danger"
    assert objects[0]["language"] == "de"
    for one in objects:
        confidences = [candidate["confidence"] for candidate in one["candidates"]]
        assert confidences == sorted(confidences, reverse=True)
        assert len(confidences) >= 3


def test_ask_takes_another_knowledge_base(tmp_path):
    topic = tmp_path / "knowledge/topics/animals/dog-tax"
    topic.mkdir(parents=True)
    (topic / "topic.yaml").write_text("id: dog-tax\nsources:\n  - {text: Stadt, date: 2022}\n")
    (topic / "de.yaml").write_text(
        "title: Hundesteuer\nreview: machine\nanswer: |\n  Melden Sie den Hund an.\n"
        "phrasings:\n  - Hundesteuer\n  - mein Hund Steuer zahlen\n  - wo melde ich einen Hund an\n"
    )
    write_base(tmp_path / "knowledge")
    result = run(
        "ask", "--jsonl", "--knowledge", str(tmp_path / "knowledge"), given="Hundesteuer\n"
    )

    assert json.loads(result.stdout.splitlines()[-1])["topic"] == "dog-tax"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ALLIN_COORDINATOR_IDS": "1,x"}, "ALLIN_COORDINATOR_IDS"),
        ({"ALLIN_TELEGRAM_API_URL": "telegram"}, "ALLIN_TELEGRAM_API_URL: must begin with http"),
        ({"ALLIN_DESK_CHAT_ID": "desk"}, "ALLIN_DESK_CHAT_ID"),
    ],
)
def test_a_wrong_setting_is_named(change, words):
    result = run("check", **change)

    assert result.exit_code == 2
    assert words in result.output


def test_check_says_what_is_missing(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"
    said = run("check", ALLIN_TELEGRAM_TOKEN="", ALLIN_DATABASE_URL=url).output

    assert "ALLIN_TELEGRAM_TOKEN is not set" in said
    assert "operator.yaml" in said

"""The commands for the coordinator say what they did and change only what they should."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from knowledge.commands import knowledge
from knowledge.freshness import source_hash
from knowledge.stamp import stamped

DE = "topics/arrival/register/de.yaml"
EN = "topics/arrival/register/en.yaml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(knowledge, arguments)


def test_check_says_that_all_is_good(folder):
    result = run("check")
    assert (result.exit_code, result.output) == (0, "All good: 2 topics, 2 languages.\n")


def test_check_prints_every_problem_and_their_number(folder):
    folder.replace(DE, "{city-hall}", "{city-hal}")
    folder.replace(EN, "Register at", "`Register` at")
    result = run("check")
    assert result.exit_code == 1
    first, second, last = result.output.splitlines()
    assert first.startswith(f"knowledge/{DE}:6:11: ")
    assert second.startswith(f"knowledge/{EN}:4:3: ")
    assert last == "2 problems."


def test_warnings_alone_are_good(folder):
    (folder.path / EN).unlink()
    result = run("check")
    assert result.exit_code == 0
    assert "warning: A required topic is missing in: en." in result.output
    assert result.output.endswith("All good: 2 topics, 2 languages. 1 warning.\n")


def test_paths_are_printed_as_they_were_typed(folder, tmp_path):
    folder.replace(DE, "{city-hall}", "{city-hal}")
    typed = tmp_path / "knowledge"
    assert run("--knowledge", str(typed), "check").output.startswith(f"{typed}/{DE}:6:11: ")


def test_a_folder_that_is_not_there_is_told(folder):
    result = run("--knowledge", "nowhere", "check")
    assert result.exit_code == 1
    assert result.output == "nowhere:1:1: There is no such folder.\n1 problem.\n"
    result = run("--knowledge", "nowhere", "coverage")
    assert result.exit_code == 1
    assert "There is no such folder" in result.output


def test_the_folder_may_come_from_the_environment(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("ALLIN_KNOWLEDGE_DIR", str(tmp_path / "knowledge"))
    monkeypatch.chdir("/")
    assert run("check").output == "All good: 2 topics, 2 languages.\n"


def test_coverage_prints_a_row_for_each_language(folder):
    output = run("coverage").output
    assert [line.split()[0] for line in output.splitlines()] == [
        "language", "de", "en", "uk", "fa",
    ]  # fmt: skip


def test_due_lists_topics_and_outdated_translations(folder):
    folder.replace(EN, "review: machine", "review: machine\nsource_hash: 000000")
    output = run("due").output
    assert "arrival/register: never compared\n" in output
    assert "arrival/register: en.yaml translates an older German text\n" in output
    assert output.endswith("2 topics to compare, 1 outdated translation.\n")


def test_a_new_topic_is_begun_and_the_check_asks_to_fill_it_in(folder):
    result = run("new-topic", "living/bank-account")
    assert result.exit_code == 0
    assert "knowledge/topics/living/bank-account/de.yaml" in result.output
    lines = [str(problem) for problem in folder.problems()]
    new = "knowledge/topics/living/bank-account"
    for expected in (
        f"{new}/de.yaml:1:8: 'TODO' is left in the title",
        f"{new}/de.yaml:4:3: 'TODO' is left in the answer",
        f"{new}/de.yaml:6:5: A TODO is left",
        f"{new}/topic.yaml:7:11: A TODO is left",
    ):
        assert [line for line in lines if line.startswith(expected)], lines
    assert all("TODO" in line or "phrasings in German" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("living", "like: arrival/register-address"),
        ("living/Bank Account", "like: arrival/register-address"),
        ("../x/y", "like: arrival/register-address"),
        ("nowhere/bank", "not in areas.yaml"),
        ("living/register", "exists already"),
    ],
)
def test_a_new_topic_with_a_bad_name_is_refused(folder, name, words):
    before = sorted(folder.path.rglob("*"))
    result = run("new-topic", name)
    assert result.exit_code == 1
    assert words in result.output
    assert sorted(folder.path.rglob("*")) == before


def test_a_new_contact_is_begun_at_the_end(folder):
    before = folder.text("contacts.yaml")
    assert run("new-contact", "some-office").exit_code == 0
    assert folder.text("contacts.yaml").startswith(before)
    assert folder.base().contacts["some-office"].name == "TODO"
    assert {problem.path for problem in folder.problems()} == {"knowledge/contacts.yaml"}
    assert "exists already" in run("new-contact", "some-office").output
    assert "is not an id" in run("new-contact", "Some Office").output


def test_a_new_language_is_preparing_and_knows_its_direction(folder):
    result = run("new-language", "he", "עברית", "--english", "Hebrew")
    assert result.exit_code == 0
    language = folder.base().languages["he"]
    assert (language.english, language.direction, language.live) == ("Hebrew", "rtl", False)
    assert folder.problems() == []
    lines = result.output.splitlines()
    assert "  knowledge/topics/arrival/register/he.yaml" in lines
    assert "  knowledge/service/greeting/he.yaml" in lines
    assert "  knowledge/safety/he.yaml" in lines
    assert not any("deregister" in line for line in lines)


@pytest.mark.parametrize(("code", "name"), [("DE", "x"), ("de", "x"), ("xx", "a: b")])
def test_a_bad_language_is_refused(folder, code, name):
    before = folder.text("../locales/languages.yaml")
    assert run("new-language", code, name).exit_code == 1
    assert folder.text("../locales/languages.yaml") == before


def test_stamp_adds_the_line_after_review_and_changes_nothing_else(folder):
    before = folder.text(EN)
    assert run("stamp").output == "1 file stamped.\n"
    german = folder.base().topics["register"].german
    expected = before.replace(
        "review: machine\n", f"review: machine\nsource_hash: {source_hash(german)}\n"
    )
    assert folder.text(EN) == expected
    assert run("stamp").output == "0 files stamped.\n"


def test_stamp_renews_an_outdated_one_only_when_told(folder):
    run("stamp")
    old = folder.text(EN)
    folder.replace(DE, "im Rathaus", "im neuen Rathaus")
    assert run("stamp").output == "0 files stamped.\n"
    assert folder.text(EN) == old
    assert run("stamp", "--renew", "deregister").output == "0 files stamped.\n"
    assert run("stamp", "--renew", "register/en").output == "1 file stamped.\n"
    assert folder.text(EN) != old
    assert folder.text(EN).count("source_hash") == 1
    assert "There is no topic: nothing" in run("stamp", "nothing").output


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("title: a\r\nreview: machine\r\nanswer: b\r\n",
         "title: a\r\nreview: machine\r\nsource_hash: abc123\r\nanswer: b\r\n"),
        ("review: machine # now\nanswer: |\n  review: x\n",
         "review: machine # now\nsource_hash: abc123\nanswer: |\n  review: x\n"),
        ("title: a\nanswer: b\n", "title: a\nsource_hash: abc123\nanswer: b\n"),
        ("answer: b\ntitle: a", "answer: b\ntitle: a\nsource_hash: abc123\n"),
        ("source_hash: 000000\ntitle: a\n", "source_hash: abc123\ntitle: a\n"),
        ("answer: |\n  source_hash: 1\ntitle: a\n",
         "answer: |\n  source_hash: 1\ntitle: a\nsource_hash: abc123\n"),
    ],
)  # fmt: skip
def test_a_stamp_keeps_the_form_of_the_file(written, expected):
    assert stamped(written, "abc123") == expected


def test_topics_writes_the_index_and_tells_when_it_is_stale(folder):
    assert run("topics", "--check").exit_code == 1
    assert run("topics").exit_code == 0
    assert run("topics", "--check").exit_code == 0
    assert "[register](topics/arrival/register/) | Wohnsitz anmelden | Register your address" in (
        folder.text("TOPICS.md")
    )
    folder.replace(DE, "title: Wohnsitz anmelden", "title: Adresse anmelden")
    assert "stale" in run("topics", "--check").output


def test_the_same_commands_run_as_a_module(folder):
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "knowledge", "--knowledge", str(folder.path.resolve()), "due"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.endswith("2 topics to compare, 0 outdated translations.\n")

"""`allin-bot evaluate`, as a coordinator at a shell uses it, on a small base of her own."""

import json

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.support.bot import CACHE
from tests.support.small import write_base

TOPICS = {
    "dog-tax": ("Hundesteuer", ["Hundesteuer", "mein Hund, muss ich Steuern zahlen",
                                "wo melde ich meinen Hund an"]),
    "library": ("Bücherei", ["Bücherei", "wo kann ich Bücher ausleihen",
                             "Ausweis für die Bibliothek"]),
    "swimming": ("Schwimmbad", ["Schwimmbad", "wann hat das Freibad auf",
                                "wo lernt mein Kind schwimmen"]),
    "waste": ("Sperrmüll", ["Sperrmüll", "altes Sofa abholen lassen", "wohin mit dem Müll"]),
}  # fmt: skip
UTTERANCES = """\
- {says: Hundesteuer bezahlen, expect: dog-tax, kind: short}
- {says: ich möchte Bücher ausleihen, expect: library, kind: whole}
- {says: wann hat das freibad offen, expect: swimming, kind: whole}
- {says: HUNDESTEUER, expect: dog-tax, kind: short}
- {says: Quantenfeldtheorie, expect: out-of-scope, kind: short}
"""


@pytest.fixture
def city(tmp_path, monkeypatch):
    """A folder with a knowledge base and utterances, and the way there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLIN_CACHE_DIR", str(CACHE))
    for id, (title, phrasings) in TOPICS.items():
        write_topic(tmp_path, id, title, phrasings)
    write_base(tmp_path / "knowledge")
    safety = tmp_path / "asked/safety"
    safety.mkdir(parents=True)
    (tmp_path / "asked/de.yaml").write_text(UTTERANCES, "utf-8")
    (safety / "de.yaml").write_text("- {says: mein mann schlägt mich, expect: danger}\n", "utf-8")
    return tmp_path


def write_topic(folder, id: str, title: str, phrasings: list[str]) -> None:
    topic = folder / "knowledge/topics/city" / id
    topic.mkdir(parents=True, exist_ok=True)
    (topic / "topic.yaml").write_text(f"id: {id}\nsources:\n  - {{text: Stadt, date: 2022}}\n")
    listed = "".join(f'  - "{phrasing}"\n' for phrasing in phrasings)
    text = f"title: {title}\nreview: machine\nanswer: |\n  So geht das.\nphrasings:\n{listed}"
    (topic / "de.yaml").write_text(text, "utf-8")


def run(*options: str):
    fixed = ("--knowledge", "knowledge", "--utterances", "asked", "--without-encoder")
    return CliRunner().invoke(main, ["evaluate", *fixed, *options], catch_exceptions=False)


def test_the_tables_are_printed(city):
    result = run()
    rows = [line.split() for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert ["de", "3", "100.0★"] in [row[:3] for row in rows]
    assert "Left out: 1 that stand among the phrasings word for word." in result.stdout
    assert "Asking 5 utterances …" in result.stderr


def test_json_is_all_that_is_printed_where_it_is_asked_for(city):
    found = json.loads(run("--json").stdout)

    assert found["figures"]["rows"]["de"]["topics"]["first"] == {"percent": 100.0, "of": 3}
    assert found["figures"]["safety"]["all"]["any"] == {"percent": 100.0, "of": 1}


def test_an_edit_shows_what_it_made_worse_and_better(city):
    write_topic(city, "library", "Bücherei", ["Bibel", "Leseausweis", "Roman lesen"])
    write_topic(city, "waste", "Sperrmüll", ["möchte Bücher ausleihen", "wohin mit dem Müll"])
    run("--save", "before.json")
    write_topic(city, "library", *TOPICS["library"])
    write_topic(city, "swimming", "Schwimmbad", ["Kraulkurs", "Sauna", "Becken"])
    write_topic(city, "waste", "Sperrmüll", ["wann hat der Recyclinghof offen", "wohin damit"])
    said = run("--compare", "before.json").stdout

    worse, better = said.split("Worse: ")[1].split("Better: ")
    assert "swimming: wann hat das freibad offen" in worse
    assert "library: ich möchte Bücher ausleihen" in better


def test_pictures_are_drawn_where_one_wishes(city):
    result = run("--plots", "pictures")

    assert sorted(path.name for path in (city / "pictures").iterdir()) == [
        "confusion.svg", "languages.svg", "reliability.svg"
    ]  # fmt: skip
    assert "Drawn: pictures/reliability.svg" in result.stderr


def test_a_wrong_utterance_is_told_with_its_place_before_anything_is_trained(city):
    (city / "asked/de.yaml").write_text("- {says: Hund, expect: dog-taxes, kind: short}\n")
    result = run()

    assert result.exit_code == 1
    assert "asked/de.yaml:1:24: 'dog-taxes' is nothing to expect here. " in result.stderr
    assert "Did you mean 'dog-tax'?" in result.stderr
    assert "Getting ready" not in result.stderr


def test_a_file_that_is_no_saved_evaluation_is_refused(city):
    (city / "x.json").write_text("{}")
    result = run("--compare", "x.json")

    assert result.exit_code == 2
    assert "make one with: allin-bot evaluate --save FILE" in result.stderr


def test_a_place_that_cannot_be_written_is_told(city):
    result = run("--save", "no/such/folder.json")

    assert result.exit_code == 1
    assert "'no/such/folder.json': No such file" in result.stderr

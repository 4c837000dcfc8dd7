"""`python -m intents evaluate`, as somebody at a shell uses it on data of her own."""

import json
from pathlib import Path

import pytest

from intents.__main__ import main
from intents.model import OUT_OF_SCOPE, Phrasing
from tests.intents.data import TOPICS

STRANGE = [Phrasing(OUT_OF_SCOPE, "de", text) for text in ("Wie wird das Wetter", "Linsensuppe")]


def write(path: Path, phrasings: list[Phrasing]) -> Path:
    rows = (f"{one.intent}\t{one.language}\t{one.text}\n" for one in phrasings)
    path.write_text("".join(rows), "utf-8")
    return path


def evaluated(folder: Path, train: list[Phrasing], test: list[Phrasing]) -> list[dict]:
    files = write(folder / "train.tsv", train), write(folder / "test.tsv", test)
    told = folder / "told.jsonl"
    options = ("--letters-only", "--predictions", str(told))
    assert main(["evaluate", *map(str, files), *options]) == 0
    return [json.loads(line) for line in told.read_text("utf-8").split("\n") if line]


def test_what_nothing_answers_may_stand_among_the_rows_to_learn(tmp_path: Path) -> None:
    told = evaluated(tmp_path, [*TOPICS, *STRANGE], [TOPICS[0], STRANGE[0]])
    assert [one["answer"] for one in told] == [TOPICS[0].intent, None]
    named = {candidate["intent"] for one in told for candidate in one["candidates"]}
    assert named == {phrasing.intent for phrasing in TOPICS}


@pytest.mark.parametrize("sign", ["\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_a_new_line_ends_a_row(tmp_path: Path, sign: str) -> None:
    text = f"Bücher{sign}mitnehmen"
    (told,) = evaluated(tmp_path, TOPICS[:10], [Phrasing("lend-books", "de", text)])
    assert told["text"] == text


def test_rows_may_end_as_on_windows(tmp_path: Path) -> None:
    (tmp_path / "train.tsv").write_bytes(b"a\ten\tapple tree\r\n\r\nb\ten\tblue whale\r\n")
    path = str(tmp_path / "train.tsv")
    assert main(["evaluate", path, path, "--letters-only"]) == 0


def test_a_row_that_is_none_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "train.tsv"
    path.write_text("a\ten\tapple tree\nblue whale\n", "utf-8")
    assert main(["evaluate", str(path), str(path)]) == 2
    assert f"{path}:2: write intent" in capsys.readouterr().err

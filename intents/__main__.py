"""`python -m intents evaluate TRAIN.tsv TEST.tsv`: the engine alone, on any data."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from intents.encoder import Encoder
from intents.engine import Engine
from intents.evaluate import (
    MalformedRowError,
    figures,
    judge,
    read_rows,
    table,
    write_predictions,
)
from intents.model import OUT_OF_SCOPE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m intents")
    commands = parser.add_subparsers(dest="command", required=True)
    evaluate = commands.add_parser("evaluate", help="learn TRAIN, measure on TEST")
    rows = "rows of intent TAB language TAB text"
    nothing = f"{rows}; those of the intent out-of-scope have no answer"
    evaluate.add_argument("train", type=Path, help=nothing)
    evaluate.add_argument("test", type=Path, help=nothing)
    evaluate.add_argument("--json", action="store_true", help="print the figures as JSON")
    evaluate.add_argument("--predictions", type=Path, help="write one JSON object for each row")
    evaluate.add_argument("--letters-only", action="store_true", help="leave the encoder out")
    evaluate.add_argument("--cache", type=Path, help="folder in which to keep what is learned")
    return parser


def _progress(step: str, share: float) -> None:
    print(f"\r{step:12}{share:5.0%}", end="", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 2 when a file cannot be read."""
    given = _parser().parse_args(arguments)
    try:
        train, test = read_rows(given.train), read_rows(given.test)
    except (OSError, UnicodeDecodeError, MalformedRowError) as error:
        print(error, file=sys.stderr)
        return 2
    encoder = None if given.letters_only else Encoder.installed()
    strange = [row for row in train if row.intent == OUT_OF_SCOPE]
    topics = [row for row in train if row.intent != OUT_OF_SCOPE]
    engine = Engine.build(topics, strange, cache=given.cache, encoder=encoder, progress=_progress)
    print(file=sys.stderr)
    judged = judge(engine, test)
    if given.predictions:
        with given.predictions.open("w", encoding="utf-8") as file:
            write_predictions(judged, file)
    found = figures(judged)
    print(json.dumps(found, ensure_ascii=False) if given.json else table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What an edit made better and worse, utterance by utterance, since a saved evaluation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.coordinator.evaluation import Evaluation
from bot.coordinator.figures import Row, Share
from bot.coordinator.judged import Judged, Verdict, worth
from bot.coordinator.layout import lay_out

VERSION = 1
Key = tuple[str, str, str]
"""Language, what is right, the words."""

_WATCHED = ("first", "three", "helped", "direct", "precision")


class SavedError(Exception):
    """A file is not a saved evaluation; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an utterance, and the topic answered with or standing first."""

    verdict: Verdict
    topic: str | None

    def __str__(self) -> str:
        wrong = self.verdict in (Verdict.WRONG_ANSWER, Verdict.WRONG_BUTTONS)
        return f"{self.verdict} ({self.topic})" if wrong and self.topic else str(self.verdict)


@dataclass(frozen=True, slots=True)
class Saved:
    """An evaluation as kept in a file: outcomes, and shares as (hits, number) by row and name."""

    outcomes: Mapping[Key, Outcome]
    shares: Mapping[str, Mapping[str, Share]]


@dataclass(frozen=True, slots=True)
class Change:
    """An utterance that came out otherwise than before."""

    key: Key
    before: Outcome
    now: Outcome

    @property
    def gain(self) -> int:
        """Above 0 is better, below 0 worse."""
        return worth(self.now.verdict) - worth(self.before.verdict)


def kept(evaluation: Evaluation) -> Saved:
    """What of an evaluation is saved."""
    outcomes = {_key(one): Outcome(one.verdict, one.first) for one in evaluation.judged}
    shares = {code: _watched(row) for code, row in evaluation.figures.rows.items()}
    return Saved(outcomes, shares)


def changes(before: Saved, now: Saved) -> list[Change]:
    """The utterances in both that got better or worse, the worst first.

    Another confidence, or another wrong topic, is no change.
    """
    both = [key for key in now.outcomes if key in before.outcomes]
    found = [Change(key, before.outcomes[key], now.outcomes[key]) for key in both]
    return sorted((one for one in found if one.gain), key=lambda one: (one.gain, one.key))


def save(saved: Saved, path: Path) -> None:
    """Write an evaluation to a file; OSError when that cannot be written."""
    utterances = [
        {"language": language, "expect": expect, "says": says,
         "verdict": outcome.verdict, "topic": outcome.topic}
        for (language, expect, says), outcome in saved.outcomes.items()
    ]  # fmt: skip
    rows = {
        code: {name: [share.hits, share.number] for name, share in row.items()}
        for code, row in saved.shares.items()
    }
    content = {"version": VERSION, "rows": rows, "utterances": utterances}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def load(path: Path) -> Saved:
    """A saved evaluation.

    Raises:
        SavedError: the file cannot be read, or is of another kind.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["version"] != VERSION:
            raise ValueError
        return _restored(content)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise SavedError(f"{path} cannot be read ({reason}).") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        sentence = "is not a saved evaluation; make one with: allin-bot evaluate --save FILE"
        raise SavedError(f"{path} {sentence}") from None


def _restored(content: Mapping[str, object]) -> Saved:
    rows, utterances = content["rows"], content["utterances"]
    if not isinstance(rows, dict) or not isinstance(utterances, list):
        raise ValueError
    outcomes = {
        (one["language"], one["expect"], one["says"]): Outcome(
            Verdict(one["verdict"]), one["topic"]
        )
        for one in utterances
    }
    shares = {
        code: {name: Share(*counts) for name, counts in row.items()} for code, row in rows.items()
    }
    return Saved(outcomes, shares)


def told(before: Saved, now: Saved) -> str:
    """The comparison in words: figures before and now, then what is worse and what is better."""
    found = changes(before, now)
    worse = [one for one in found if one.gain < 0]
    better = [one for one in reversed(found) if one.gain > 0]
    new, gone = (
        len(a.outcomes.keys() - b.outcomes.keys()) for a, b in ((now, before), (before, now))
    )
    parts = [
        _figures(before, now),
        _list(f"Worse: {len(worse)}", worse),
        _list(f"Better: {len(better)}", better),
        f"Utterances that are new: {new}; that are gone: {gone}.",
    ]
    return "\n\n".join(parts)


def _figures(before: Saved, now: Saved) -> str:
    rows = [
        (code, *(_moved(before.shares[code].get(name), row[name]) for name in _WATCHED))
        for code, row in now.shares.items()
        if code in before.shares
    ]
    return lay_out("Before → now", ("", *_WATCHED), rows)


def _moved(before: Share | None, now: Share) -> str:
    old, new = (one.percent if one else None for one in (before, now))
    if old is None or new is None:
        return "–"
    return f"{old:.1f} → {new:.1f}" if round(old, 1) != round(new, 1) else f"{new:.1f}"


def _list(title: str, found: Sequence[Change]) -> str:
    moves = [f"{one.before} → {one.now}" for one in found]
    width = max(map(len, moves), default=0)
    lines = [
        f"{one.key[0]:3}  {move.ljust(width)}  {one.key[1]}: {one.key[2]}"
        for one, move in zip(found, moves, strict=True)
    ]
    return "\n".join([title, *lines])


def _watched(row: Row) -> dict[str, Share]:
    return {name: getattr(row.topics, name) for name in _WATCHED}


def _key(one: Judged) -> Key:
    return (one.asked.language, one.asked.expect, one.asked.says)

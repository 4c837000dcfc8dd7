"""How much a message is like the examples of crises: for wording that no pattern foresees.

Kernel ridge regression on the wording (character n-grams, words and pairs of words), on the word
groups of the safety files and, where an encoder is at hand, on the meaning. By wording and groups
alone the kernel is a plain product of vectors, so it is solved for its features themselves; with
the meaning it is solved for the examples.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents import threads
from intents.engine import Engine
from intents.index import Centres, Recipe
from intents.iterative import solve
from intents.model import OUT_OF_SCOPE, Phrasing
from intents.ngrams import Vectorizer
from intents.ridge import Floats, Places, Progress, spans_of
from intents.romanised import Look
from intents.safety_match import Catalogue
from intents.safety_sketch import Groups, Sketch
from intents.safety_wording import Wording
from intents.store import NotKeptError, keep, restore

_BOTH = Recipe(share=0.3, sharpness=2.0, ridge=0.1)
_LETTERS_RIDGE = 0.3
_CLOSE = 1e-4  # scores are within a hundredth of what they would become in twice the steps
_MEANING = 0.7  # share of the meaning in the cosine of two texts; the rest is the word groups'
# Phrasings that are learned beside the examples: any, and those most like a crisis. More would
# drown the examples.
_ORDINARY, _LIKE_A_CRISIS = 1000, 500
_NEAREST = 5  # examples that tell how like a crisis a phrasing is
_FEW, _SMALL = 16, 64  # texts read together, and known ones that they are compared with at once
_AT_ONCE = 128  # texts whose nearness to all known ones is held at a time
_HELD = 5  # one of so many texts is held back once, to see what unknown texts score


@dataclass(frozen=True, slots=True)
class _Shares:
    """Which unknown texts may be wrong, as shares; thresholds stand where that many would be.

    ordinary, alike: ordinary texts and look-alikes that are taken for a crisis; faint: crises that
    are less like one than a sentence among ordinary ones must be.
    """

    ordinary: float
    alike: float
    faint: float


_BY_MEANING = _Shares(0.012, 0.05, 0.5)
_BY_LETTERS = _Shares(0.025, 0.05, 0.65)


@dataclass(frozen=True, slots=True)
class Example:
    """A text somebody may write; `kind` is "danger", "suicide", "medical" or "" for harmless."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much a message is like a crisis (about -1 to 1), and like which kind."""

    score: float
    kind: str


@dataclass(frozen=True, eq=False)
class Texts:
    """Texts as they are compared: by their letters, and as points [n, d] of length 1 or less."""

    letters: list[str]
    points: Floats

    def at(self, places: Places) -> "Texts":
        """Those at some places."""
        return Texts([self.letters[place] for place in places], self.points[places])

    def and_(self, more: "Texts") -> "Texts":
        """These, then more of them."""
        return Texts([*self.letters, *more.letters], np.concatenate([self.points, more.points]))


@dataclass(frozen=True, eq=False)
class Eyes:
    """What makes points of texts: their word groups and, with an encoder, first their meaning."""

    centres: Centres
    sketch: Sketch
    meaning: bool

    def see(self, looks: Sequence[Look], groups: Sequence[Groups] | None = None) -> Texts:
        """Texts, each with the names of its word groups or by meaning alone, as compared."""
        letters = [look.letters for look in looks]
        sketched = self.sketch.rows(groups or [frozenset()] * len(looks))
        if not self.meaning:
            return Texts(letters, sketched)
        nothing = np.zeros(self.centres.common.shape, np.float32)
        vectors = [nothing if look.vector is None else look.vector for look in looks]
        rows = np.array(vectors, np.float32).reshape(len(looks), *nothing.shape)
        meant = self.centres.centred(rows, [look.kind for look in looks])
        parts = [np.sqrt(_MEANING) * meant, np.sqrt(1 - _MEANING) * sketched]
        return Texts(letters, np.concatenate(parts, axis=1, dtype=np.float32))


@dataclass(frozen=True, eq=False)
class Known:
    """The known texts as points, in two parts: meaning [n, 384]; groups: [word groups, n].

    A message has few word groups, so only their part of the points is read.
    """

    meaning: Floats
    groups: Floats

    @classmethod
    def of(cls, points: Floats, dimensions: int) -> "Known":
        """From points [n, 384 + word groups]; dimensions: of the meaning."""
        meaning, groups = points[:, :dimensions], points[:, dimensions:]
        return cls(np.ascontiguousarray(meaning), np.ascontiguousarray(groups.T))

    def cosines(self, points: Floats) -> Floats:
        """Of each text, given as points, with each known one: [texts, known].

        For a message and its sentences the known texts are read once, in parts so small that they
        are multiplied as they lie: half the time of one after the other.
        """
        meant, sketched = np.split(points, [self.meaning.shape[1]], axis=1)
        some = np.flatnonzero(sketched.any(axis=0))
        found = sketched[:, some] @ self.groups[some]
        size = _SMALL if 1 < len(points) <= _FEW else len(self.meaning)
        for span in spans_of(len(self.meaning), size):
            found[:, span] += meant @ self.meaning[span].T
        return np.asarray(found)


@dataclass(frozen=True, eq=False)
class Likeness:
    """Learned from examples; made by `of`, safe to share.

    kinds: of crises; worded, groups: [features, 1 + kinds], [groups, 1 + kinds] what each feature
    of the wording and, without an encoder, each word group speaks for; points, weights:
    [n, 384 + groups] and [n, 1 + kinds] of the known texts, empty without an encoder; high: the
    score from which it is an alarm; certain: from which one sentence among others is.
    """

    kinds: tuple[str, ...]
    wording: Wording
    eyes: Eyes
    worded: Floats
    groups: Floats
    known: Known
    weights: Floats
    high: float
    certain: float

    @classmethod
    def of(
        cls,
        engine: Engine,
        catalogue: Catalogue,
        examples: Sequence[Example],
        topics: Sequence[Phrasing],
        services: Sequence[Phrasing] = (),
        cache: Path | None = None,
        progress: Callable[[str, float], None] | None = None,
        *,
        only_kept: bool = False,
    ) -> "Likeness | None":
        """Learned with an engine's eyes and the word groups of a catalogue, or loaded.

        None where there is nothing to learn from.

        topics, services: the phrasings, as what ordinary messages are like. Raises NotKeptError
        when it would have to learn though it takes `only_kept`.
        """
        ordinary, others = _ordinary(topics, services)
        if not ordinary or not any(one.kind for one in examples):
            return None
        path = _place(engine.signature + catalogue.signature, examples, cache)
        kept = restore(path, cls, _PARTS) if path else None
        if kept is not None:
            return kept
        if only_kept:
            raise NotKeptError
        tell = progress or (lambda step, share: None)

        def groups_of(texts: Sequence[Phrasing | Example]) -> list[Groups]:
            return [catalogue.read(one.text).groups for one in texts]

        def looks_of(texts: Sequence[Phrasing | Example]) -> list[Look]:
            return engine.looks([(one.language, one.text) for one in texts], cache, progress)

        with threads.all_of_them():
            known: list[Phrasing | Example] = [*examples, *ordinary]
            kinds, groups = [_kind_of(one) for one in known], groups_of(known)
            eyes = Eyes(engine.centres, Sketch.fit(groups), engine.has_encoder)
            texts = eyes.see(looks_of(known), groups)
            if eyes.meaning:
                seen = eyes.see(looks_of(others))
                hard = _most_like_a_crisis(others, seen, texts, kinds[: len(examples)])
                texts = texts.and_(eyes.see(looks_of(hard), groups_of(hard)))
                del seen  # its memory is needed for the kernel
            learned = _learn(texts, kinds, len(examples), eyes, lambda share: tell("danger", share))
        keep(path, learned)
        return learned

    def resemblances(self, looks: Sequence[Look], groups: Sequence[Groups]) -> list[Resemblance]:
        """How much texts are like a crisis; groups: the names of the word groups in each."""
        scored = self.scores(self.eyes.see(looks, groups)).tolist()
        return [Resemblance(alarm, self.kinds[kinds.index(max(kinds))]) for alarm, *kinds in scored]

    def scores(self, texts: Texts) -> Floats:
        """How much texts, as `eyes` see them, are like a crisis, and each kind: [n, 1 + kinds]."""
        found = self.wording.times(texts.letters, self.worded)
        if not self.eyes.meaning:
            return np.asarray(found + texts.points @ self.groups)
        for span in spans_of(len(found), _AT_ONCE):
            # The wording's part of the kernel is in it already.
            near = _BOTH.near(self.known.cosines(texts.points[span]))
            found[span] += np.float32(1 - _BOTH.share) * (near @ self.weights)
        return found


def _ordinary(
    topics: Sequence[Phrasing], services: Sequence[Phrasing]
) -> tuple[list[Phrasing], list[Phrasing]]:
    """All small talk, short and easily mistaken, with some of all other phrasings; and the rest.

    They are chosen by their hash: always the same ones, whatever is added.
    """
    talk = [one for one in services if one.intent != OUT_OF_SCOPE]
    rest = [*topics, *(one for one in services if one.intent == OUT_OF_SCOPE)]
    rest.sort(key=lambda one: _hash(one.text))
    return [*talk, *rest[:_ORDINARY]], rest[_ORDINARY:]


def _most_like_a_crisis(
    others: Sequence[Phrasing], seen: Texts, texts: Texts, kinds: Sequence[str]
) -> list[Phrasing]:
    """Those nearer to crises than to their look-alikes.

    seen: the others; kinds: of the examples, which the texts begin with.
    """
    crises = np.flatnonzero([bool(kind) for kind in kinds])
    alike = np.flatnonzero([not kind for kind in kinds])
    near = _nearness(seen, texts.at(crises)) - _nearness(seen, texts.at(alike))
    return [others[place] for place in np.argsort(-near, kind="stable")[:_LIKE_A_CRISIS]]


def _nearness(texts: Texts, others: Texts) -> Floats:
    """The mean cosine of each text with those nearest to it: [texts]; 0 where there are none."""
    found, most = np.zeros(len(texts.points), np.float32), min(_NEAREST, len(others.points))
    if not most:
        return found
    for span in spans_of(len(found)):
        cosines = texts.points[span] @ others.points.T
        found[span] = np.partition(cosines, -most, axis=1)[:, -most:].mean(axis=1)
    return found


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


def _learn(
    texts: Texts, kinds: Sequence[str], examples: int, eyes: Eyes, progress: Progress
) -> Likeness:
    """What all texts teach, with thresholds from those that were held back once.

    kinds: of so many examples, then of ordinary texts ("" for harmless). Texts after them are
    ordinary too, but were chosen: they do not tell how often others are like a crisis.
    """
    names = tuple(sorted({*kinds} - {""}))
    targets = _targets([*kinds, *[""] * (len(texts.letters) - len(kinds))], names)
    wording, none = Wording.fit(texts.letters), np.zeros((0, 0), np.float32)
    blank = Likeness(names, wording, eyes, none, none, Known(none, none), none, 0.0, 0.0)
    rows = wording.rows(texts.letters)
    usual, harmless = np.arange(len(kinds)) >= examples, targets[: len(kinds), 0] < 0
    held = _held_back(texts.letters, (~harmless, harmless & ~usual, usual))
    kept = np.setdiff1d(np.arange(len(targets)), held)
    alarm = targets[kept, :1]  # of what is held back, only whether it is a crisis is asked
    part = _taught(blank, texts.at(kept), rows[kept], alarm, lambda share: progress(share / 3))
    scores = part.scores(texts.at(held))[:, 0]
    del part  # its memory is needed for the whole
    whole = _taught(blank, texts, rows, targets, lambda share: progress((1 + 2 * share) / 3))
    usual, harmless = usual[held], harmless[held]
    crises, alike = scores[~harmless], scores[harmless & ~usual]
    return _with_thresholds(whole, crises, alike, scores[usual])


def _held_back(letters: Sequence[str], groups: Iterable[NDArray[np.bool_]]) -> Places:
    """The places of a fifth of each group: nearly the same texts, whatever is added or left out.

    Another fifth would give other thresholds: an edit must change no more than what it says.
    """
    found = [
        sorted(np.flatnonzero(group).tolist(), key=lambda place: _hash(letters[place]))
        for group in groups
    ]
    return np.sort(np.concatenate([places[: -(-len(places) // _HELD)] for places in found]))


def _taught(
    blank: Likeness, texts: Texts, rows: Any, targets: Floats, progress: Progress
) -> Likeness:
    """A likeness with what texts teach; rows: their wording."""
    if not blank.eyes.meaning:
        worded, groups = _without_meaning(rows, texts.points, targets)
        return replace(blank, worded=worded, groups=groups)
    weights = np.zeros_like(targets)
    weights[:, :1] = solve(rows, texts.points, _BOTH, targets[:, :1], progress)
    if targets.shape[1] > 1:  # which kind of crisis it is, only crises tell
        crises = np.flatnonzero(targets[:, 0] > 0)
        own = targets[crises, 1:]
        weights[crises, 1:] = solve(rows[crises], texts.points[crises], _BOTH, own)
    worded = np.asarray(rows.T @ weights, np.float32) * np.float32(_BOTH.share)
    known = Known.of(texts.points, blank.eyes.centres.common.size)
    return replace(blank, worded=worded, known=known, weights=weights)


def _kind_of(one: Phrasing | Example) -> str:
    """The kind of crisis a text is an example of; phrasings are of none."""
    return one.kind if isinstance(one, Example) else ""


def _targets(known: Sequence[str], kinds: Sequence[str]) -> Floats:
    """1 and -1: a crisis at all, then each kind: [texts, 1 + kinds]."""
    rows = [[bool(kind), *(kind == one for one in kinds)] for kind in known]
    return np.where(np.array(rows), 1, -1).astype(np.float32)


def _without_meaning(rows: Any, points: Floats, targets: Floats) -> tuple[Floats, Floats]:
    """What each feature of the wording and each word group speaks for, solved together."""
    from scipy.sparse import csr_matrix, hstack  # cost half a second: only when training
    from scipy.sparse.linalg import lsqr

    both = hstack([rows, csr_matrix(points)], format="csr")
    damp = float(np.sqrt(_LETTERS_RIDGE))
    enough = {"atol": _CLOSE, "btol": _CLOSE, "iter_lim": 200}
    solved = [lsqr(both, column, damp=damp, **enough)[0] for column in targets.T]
    weights = np.array(solved, np.float32).T
    return weights[: rows.shape[1]], weights[rows.shape[1] :]


def _with_thresholds(whole: Likeness, crises: Floats, alike: Floats, ordinary: Floats) -> Likeness:
    """Where hardly any harmless text that was not learned would raise an alarm.

    crises, alike, ordinary: what unknown crises, their look-alikes and ordinary texts score.
    """
    shares = _BY_MEANING if whole.eyes.meaning else _BY_LETTERS

    def quantile(scores: Floats, share: float, otherwise: float) -> float:
        return float(np.quantile(scores, share)) if len(scores) else otherwise

    high = max(
        quantile(ordinary, 1 - shares.ordinary, 1.0), quantile(alike, 1 - shares.alike, -1.0)
    )
    certain = max(quantile(crises, shares.faint, high), high)
    return replace(whole, high=high, certain=certain)


_PARTS = (Wording, Vectorizer, Eyes, Centres, Sketch, Known)


def _place(signature: str, examples: Sequence[Example], cache: Path | None) -> Path | None:
    """Where it is kept: it depends on the engine, the word groups, the examples and this code."""
    if cache is None:
        return None
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.glob("safety_*.py")):
        digest.update(path.read_bytes())
    digest.update(signature.encode())
    for one in examples:
        digest.update(f"\0{one.kind}\0{one.language}\0{one.text}".encode("utf-8", "replace"))
    return cache / f"likeness-{digest.hexdigest()}.npz"

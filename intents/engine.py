"""Reads an utterance: its language, the topics it may ask for, and what to do about it."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from intents import threads
from intents.calibration import Logistic
from intents.decision import decide, strip_courtesy
from intents.encoder import Encoder
from intents.foreign import samples, some_of_each
from intents.index import Centres, Index, Likeness, Recipe
from intents.judge import Judge, service_signs, signs
from intents.language import LanguageModel
from intents.language_model import Order
from intents.learning import Catalogue, Lesson, learn
from intents.lexical import Lexicon
from intents.memory import give_back
from intents.model import OUT_OF_SCOPE, Candidate, LanguageGuess, Outcome, Phrasing, Reading
from intents.ngrams import Postings, Vectorizer
from intents.normalize import clean, fold
from intents.recent import Recent
from intents.ridge import Floats
from intents.romanised import Look, Romaniser, View
from intents.spelling import Speller
from intents.store import NotKeptError, keep, restore
from intents.vectors import VectorCache

log = logging.getLogger(__name__)

Progress = Callable[[str, float], None]
_CERTAIN, _ALMOST = 0.99, 0.95  # confidence of an exact and of a near-exact hit
_LAST = 32  # texts whose language is remembered: a message and its sentences are a dozen
_TO_CENTRE = 50  # samples of a language that tell where it lies
_SHORT = 8  # words of an utterance whose slips may change what it is like
_RATHER = 0.2  # how probable small talk must be where no topic is


@dataclass(frozen=True, eq=False)
class Learned:
    """All that is learned from the phrasings, and kept on disk."""

    index: Index
    lesson: Lesson
    languages: LanguageModel


_PARTS = (
    Index, Vectorizer, Postings, Centres, Lesson, Recipe, Judge, Logistic, LanguageModel, Order,
)  # fmt: skip


class Engine:
    """Ranks topics and decides. Made by `build`; reading is safe from several threads."""

    def __init__(
        self,
        catalogue: Catalogue,
        lexicon: Lexicon,
        romaniser: Romaniser,
        speller: Speller,
        learned: Learned,
        encoder: Encoder | None,
        signature: str,
    ) -> None:
        self._signature = signature
        self._catalogue, self._lexicon, self._learned = catalogue, lexicon, learned
        self._romaniser, self._speller, self._encoder = romaniser, speller, encoder
        self._spans = catalogue.spans
        self._languages = catalogue.topic_languages
        # Gate and engine read the same message one after the other.
        self._guesses: Recent[LanguageGuess] = Recent(_LAST)

    @classmethod
    def build(
        cls,
        topics: Sequence[Phrasing],
        services: Sequence[Phrasing] = (),
        *,
        cache: Path | None = None,
        encoder: Encoder | None = None,
        progress: Progress | None = None,
        only_kept: bool = False,
    ) -> "Engine":
        """Learn the phrasings, or load what was learned from the same ones before.

        The service intent `out-of-scope` holds what nothing answers: it is learned, never said.
        Without an encoder (or with one whose file is damaged) n-grams alone decide. The cache is
        a folder; what is missing or damaged there is made anew. `progress` gets a step and its
        share done, 0 to 1.

        Raises ValueError when an intent is both a topic and a service, NotKeptError when it would
        have to learn though it takes `only_kept`.
        """
        tell = progress or (lambda step, share: None)
        if encoder and not encoder.available():
            log.warning("The encoder's file cannot be used; topics are ranked by n-grams alone.")
            encoder = None
        folded, catalogue = arrange(topics, services)
        phrasings = list(folded)
        signature = _signature(phrasings, catalogue, encoder)
        path = _place(signature, cache)
        learned = restore(path, Learned, _PARTS) if path else None
        if learned is None and only_kept:
            raise NotKeptError
        romaniser = Romaniser.fit([(p.language, text) for p, text in folded.items()])
        if learned is None:
            threads.use_all()
            learned = _learn(phrasings, romaniser, catalogue, encoder, cache, tell)
            keep(path, learned)
            give_back()
        threads.use_one()
        lexicon = Lexicon(list(folded.values()), [p.intent for p in phrasings])
        speller = Speller.fit([(p.language, p.text) for p in phrasings])
        tell("ready", 1.0)
        return cls(catalogue, lexicon, romaniser, speller, learned, encoder, signature)

    @property
    def signature(self) -> str:
        """Names all that was learned and what it was learned with."""
        return self._signature

    @property
    def has_encoder(self) -> bool:
        """Whether the encoder's half of the kernel takes part."""
        return self._encoder is not None

    def read(self, utterance: str) -> Reading:
        """What is asked, in which language, and what to do."""
        text, language = clean(utterance), self.language(utterance)
        stripped, courtesy = strip_courtesy(text, self._services_of)
        if courtesy and not stripped:
            ranked = tuple(self._rank(text, fold(text)))
            return Reading(Outcome.SMALLTALK, courtesy, ranked, language)
        asked = stripped or text
        folded = fold(asked)
        scores, likeness = self._scores(asked, folded)
        ranked = tuple(self._candidates(folded, scores, likeness))
        service, chance = self._service(folded, scores, likeness)
        strange = language.language not in self._languages
        judge = self._learned.lesson.judge
        outcome, topic = decide(list(ranked), judge, strange=strange)
        if OUT_OF_SCOPE in self._lexicon.exact(folded):
            outcome, topic = Outcome.HANDOFF, None
        nothing = ranked and outcome is Outcome.HANDOFF
        enough = _RATHER if nothing else judge.service_at
        if service and chance >= enough:
            return Reading(Outcome.SMALLTALK, service, ranked, language)
        return Reading(outcome, topic, ranked, language)

    def rank(self, utterance: str) -> list[Candidate]:
        """All topics with their probabilities, best first."""
        text = clean(utterance)
        stripped, _ = strip_courtesy(text, self._services_of)
        return self._rank(stripped or text, fold(stripped or text))

    def language(self, utterance: str) -> LanguageGuess:
        """The language the utterance is written in; "und" without letters."""
        return self._guesses.of(clean(utterance), self._learned.languages.guess)

    @property
    def centres(self) -> Centres:
        """Where the languages lie in the space of meanings."""
        return self._learned.index.centres

    def looks_at(self, utterances: Sequence[str]) -> list[Look]:
        """Utterances as they are compared with known texts; they are encoded together.

        Short ones as they are typed. A long one as it was meant, as it will be ranked: it costs
        much to encode, and a slip changes it little.
        """
        texts = [clean(utterance) for utterance in utterances]
        languages = [self.language(text).language for text in texts]
        views = [self._romaniser.view(*one) for one in zip(texts, languages, strict=True)]
        vectors: Sequence[Floats | None] = [None] * len(texts)
        if self._encoder:
            vectors = self._encoder.vectors(list(map(self._to_encode, views, languages)))
        return [
            Look(view.letters, view.kind, vector if text else None, self._is_known(text))
            for text, view, vector in zip(texts, views, vectors, strict=True)
        ]

    def _to_encode(self, view: View, language: str) -> str:
        if len(view.native.split()) <= _SHORT:
            return view.native
        return self._speller.corrected(view.native, language)

    def _is_known(self, text: str) -> bool:
        return bool(self._lexicon.exact(fold(text)))

    def looks(
        self,
        texts: Sequence[tuple[str, str]],
        cache: Path | None = None,
        progress: Progress | None = None,
    ) -> list[Look]:
        """Known texts, each with its language, as they are compared; new ones are encoded."""
        tell = progress or (lambda step, share: None)
        views = [self._romaniser.view(clean(text), language) for language, text in texts]
        vectors = _vectors([view.native for view in views], self._encoder, cache, tell)
        own = iter(vectors) if self._encoder else repeat(None)
        return [Look(view.letters, view.kind, v) for view, v in zip(views, own, strict=False)]

    def _rank(self, text: str, folded: str) -> list[Candidate]:
        return self._candidates(folded, *self._scores(text, folded))

    def _scores(self, text: str, folded: str) -> tuple[Floats, Likeness]:
        """The score of each intent, and what the text is like."""
        lesson = self._learned.lesson
        language = self.language(text).language
        view, vector = self._romaniser.view(text, language), None
        if self._encoder and folded:
            vector = self._encoder.vector(self._speller.corrected(view.native, language))
        likeness = self._learned.index.likeness(
            view.letters, vector, view.kind, len(folded.split())
        )
        kernel = lesson.recipe.mix(likeness.letters, likeness.meaning)
        return kernel @ lesson.weights, likeness

    def _candidates(self, folded: str, scores: Floats, likeness: Likeness) -> list[Candidate]:
        topics, names = self._catalogue.topics, self._catalogue.names
        own = scores[:topics]
        if not topics:
            return []
        judge = self._learned.lesson.judge
        strange = self._catalogue.strangeness(scores)
        chances = judge.confidences(own, signs(own, likeness, self._spans[:topics], strange))
        chances = self._with_hits(folded, chances if folded else np.zeros(topics))
        order = np.lexsort((-own, -chances))
        return [Candidate(names[n], round(float(chances[n]), 4)) for n in order.tolist()]

    def _with_hits(self, folded: str, chances: NDArray[np.float64]) -> NDArray[np.float64]:
        """An exact phrasing comes first; a near one only confirms the best topic.

        Intents that share an exact phrasing share its confidence. Near hits decide nothing: a
        letter or two also tell "on" from "off" and registering from leaving.
        """
        names, equal = self._catalogue.names, self._lexicon.exact(folded)
        best, topics = int(np.argmax(chances)), self._catalogue.topics
        found = [names.index(intent) for intent in equal if intent in names[:topics]]
        if not equal and self._lexicon.is_near(folded, names[best]):
            found = [best]
        if not found:
            return chances
        share = (_CERTAIN if equal else _ALMOST) / len(found)
        lowered = chances * min(1.0, (1 - len(found) * share) / max(float(chances.sum()), 1e-9))
        lowered[found] = share if equal else np.maximum(share, chances[found])
        return lowered

    def _service(self, folded: str, scores: Floats, likeness: Likeness) -> tuple[str | None, float]:
        """The service intent, and how probable it is that the utterance is nothing but that."""
        topics, spoken = self._catalogue.topics, self._catalogue.spoken
        names, judge = self._catalogue.names[:spoken], self._learned.lesson.judge
        exact = self._lexicon.exact(folded)
        if exact:
            services = [intent for intent in exact if intent in names[topics:]]
            return (services[0], 1.0) if len(services) == len(exact) else (None, 0.0)
        if judge.service is None or not folded:
            return None, 0.0
        found = service_signs(scores[:spoken], topics, likeness, self._spans)
        chance = float(judge.service.chances(found[None])[0])
        return names[topics + int(np.argmax(scores[topics:spoken]))], chance

    def _services_of(self, folded: str) -> list[str]:
        services = self._catalogue.names[self._catalogue.topics : self._catalogue.spoken]
        return [intent for intent in self._lexicon.exact(folded) if intent in services]


def _order(phrasing: Phrasing) -> tuple[bool, str, str, str]:
    """What nothing answers comes last."""
    strange = phrasing.intent == OUT_OF_SCOPE
    return strange, phrasing.intent, phrasing.language, phrasing.text


def arrange(
    topics: Sequence[Phrasing], services: Sequence[Phrasing]
) -> tuple[dict[Phrasing, str], Catalogue]:
    """The phrasings with their folded forms, in an order that depends on them alone.

    Empty and double ones are left out.
    """
    mixed = {p.intent for p in topics} & {p.intent for p in services}
    if mixed:
        names = ", ".join(sorted(mixed))
        raise ValueError(f"An intent is a topic or a service, not both: rename {names}.")
    phrasings: dict[Phrasing, str] = {}
    for part in (topics, services):
        known = {phrasing: fold(phrasing.text) for phrasing in part}
        readable = sorted(filter(known.get, known), key=_order)
        phrasings |= {phrasing: known[phrasing] for phrasing in readable}
    intents = tuple(dict.fromkeys(phrasing.intent for phrasing in phrasings))
    number = {intent: place for place, intent in enumerate(intents)}
    owner = np.array([number[phrasing.intent] for phrasing in phrasings], dtype=np.int64)
    languages = tuple(phrasing.language for phrasing in phrasings)
    count = len({phrasing.intent for phrasing in topics} & set(intents))
    return phrasings, Catalogue(intents, count, owner, languages)


def _learn(
    phrasings: Sequence[Phrasing], romaniser: Romaniser, catalogue: Catalogue,
    encoder: Encoder | None, cache: Path | None, tell: Progress,
) -> Learned:  # fmt: skip
    own = [(phrasing.language, phrasing.text) for phrasing in phrasings]
    others = samples(language for language, _ in own)
    index = _index(own, others, romaniser, lambda texts: _vectors(texts, encoder, cache, tell))
    # The ridge takes the most memory, so it comes before what leaves gaps behind.
    lesson = learn(catalogue, index, lambda share: tell("ranking", share))
    languages = LanguageModel.fit(own + others)
    tell("languages", 1.0)
    return Learned(index, lesson, languages)


def _index(
    own: Sequence[tuple[str, str]],
    others: Sequence[tuple[str, str]],
    romaniser: Romaniser,
    vectors_of: Callable[[Sequence[str]], Floats],
) -> Index:
    """The phrasings as points; the others only tell where their languages lie.

    For that fifty of each language say as much as all of them.
    """
    others = some_of_each(others, _TO_CENTRE)
    views = [romaniser.view(clean(text), language) for language, text in (*own, *others)]
    letters = [view.letters for view in views[: len(own)]]
    kinds = [view.kind for view in views]
    vectors = vectors_of([view.native for view in views])
    centres, vectorizer = Centres.of(kinds, vectors), Vectorizer.fit(letters)
    points = centres.centred(vectors[: len(own)], kinds[: len(own)]).astype(np.float32, copy=False)
    words = np.array([len(fold(text).split()) for _, text in own])
    return Index(vectorizer, Postings.of(vectorizer, letters), centres, points, words)


def _vectors(
    texts: Sequence[str], encoder: Encoder | None, cache: Path | None, tell: Progress
) -> Floats:
    """The encoder's vectors [texts, 384], or [texts, 0] without it."""
    if not encoder:
        return np.zeros((len(texts), 0), np.float32)
    keeper = VectorCache(encoder, cache)
    vectors = keeper.vectors(texts, lambda share: tell("vectors", share))
    keeper.keep_only(texts)
    encoder.rest()  # its memory is needed for the ridge
    return vectors


def _place(signature: str, cache: Path | None) -> Path | None:
    """Where what is learned is kept."""
    return cache / f"engine-{signature}.npz" if cache else None


def _signature(phrasings: Sequence[Phrasing], catalogue: Catalogue, encoder: Encoder | None) -> str:
    """Names the phrasings, the encoder and this code: what was learned depends on all three."""
    digest = hashlib.blake2b(_code(), digest_size=16)
    digest.update(f"{encoder.version if encoder else ''}\0{catalogue.topics}".encode())
    for p in phrasings:
        digest.update(f"\0{p.intent}\0{p.language}\0{p.text}".encode("utf-8", "replace"))
    return digest.hexdigest()


def _code() -> bytes:
    """The source of the modules that learn, and the sentences they learn languages from."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    own = [path for path in files if not path.name.startswith(("safety", "evaluat", "__"))]
    own += sorted(Path(__file__).parent.glob("samples/*.txt"))
    return b"".join(path.read_bytes() for path in own)

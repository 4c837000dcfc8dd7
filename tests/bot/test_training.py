"""Starting with what is kept, and learning better while the bot answers."""

import hashlib

import numpy as np
import pytest

from bot import app, training
from bot.settings import Settings
from intents import engine as engine_module
from intents.encoder import DIMENSIONS, Encoder
from tests.support.small import write_base

READY = "The sentence encoder is ready."


class FakeEncoder:
    """Stands in for the encoder: a vector from the hash of each text."""

    version = "fake"

    def __init__(self) -> None:
        self.works, self.asked = True, 0

    def available(self) -> bool:
        return self.works

    def rest(self) -> None:
        pass

    def encode(self, texts: list[str]) -> np.ndarray:
        seeds = [int.from_bytes(hashlib.blake2b(t.encode(), digest_size=4).digest()) for t in texts]
        rows = np.array([np.random.default_rng(seed).normal(size=DIMENSIONS) for seed in seeds])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def vector(self, text: str) -> np.ndarray:
        return self.vectors([text])[0]

    def vectors(self, texts: list[str]) -> list[np.ndarray]:
        self.asked += 1
        return list(self.encode(texts))


class Place:
    """A small base, a cache folder, and how often it was learned with the encoder, and where."""

    def __init__(self, folder) -> None:
        self.settings = Settings(
            _env_file=None, knowledge_dir=folder / "knowledge", cache_dir=folder / "cache"
        )
        self.base = app.knowledge_of(self.settings.knowledge_dir, strict=False)
        self.encoder = FakeEncoder()
        self.here = self.children = 0
        self._in_child = False

    async def child(self, folder, cache) -> int:
        """Learns as the child process would."""
        self.children, self._in_child = self.children + 1, True
        training.understanding_of(self.base, cache)
        self._in_child = False
        return 0

    def learns(self, encoder: object) -> None:
        self.here += encoder is not None and not self._in_child

    async def start(self) -> bool:
        """Starts until nothing more is learned; whether the encoder is asked then."""
        understanding, improving = await app.understanding_for(self.settings, self.base)
        await improving
        before = self.encoder.asked
        understanding.read("mein Hund")
        return self.encoder.asked > before


FILES = {
    "topics/animals/dog-tax/topic.yaml": "id: dog-tax\nsources:\n  - {text: Stadt, date: 2022}\n",
    "topics/animals/dog-tax/de.yaml": """\
title: Hundesteuer
review: machine
answer: |
  Melden Sie den Hund an.
phrasings: [Hundesteuer, mein Hund Steuer zahlen, wo melde ich einen Hund an]
""",
    "service/greeting/de.yaml": "phrasings: [Hallo, Guten Tag]\n",
    "safety/examples/de.yaml": "danger: [er will mich töten]\nharmless: [der Akku ist tot]\n",
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    write_base(tmp_path / "knowledge")
    for name, text in FILES.items():
        path = tmp_path / "knowledge" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.setattr(engine_module, "samples", lambda languages: [])  # they take their time
    place = Place(tmp_path)
    learn = engine_module._learn

    def learning(phrasings, romaniser, catalogue, encoder, *rest):
        place.learns(encoder)
        return learn(phrasings, romaniser, catalogue, encoder, *rest)

    monkeypatch.setattr(engine_module, "_learn", learning)
    monkeypatch.setattr(training, "_learn_apart", place.child)
    monkeypatch.setattr(Encoder, "installed", lambda: place.encoder)
    return place


async def test_a_first_start_learns_apart_and_the_next_only_loads(place, caplog):
    caplog.set_level("INFO")

    assert await place.start()
    assert caplog.text.count(READY) == 1
    assert await place.start()
    assert (place.here, place.children) == (0, 1)


@pytest.mark.parametrize("kind", ["engine", "likeness"])
async def test_a_damaged_file_is_learned_again_apart(place, kind):
    await place.start()
    for path in place.settings.cache_dir.glob(f"{kind}-*.npz"):
        path.write_bytes(b"")

    assert await place.start()
    assert (place.here, place.children) == (0, 2)


async def test_a_folder_that_cannot_be_written_is_said(place, caplog):
    caplog.set_level("INFO")
    place.settings.cache_dir.touch()

    assert not await place.start()
    assert place.here == 0
    assert "can it be written?" in caplog.text
    assert READY not in caplog.text


async def test_a_damaged_encoder_is_said_and_no_child_is_started(place, caplog):
    caplog.set_level("INFO")
    place.encoder.works = False

    assert not await place.start()
    assert place.children == 0
    assert "The sentence encoder's file is damaged" in caplog.text
    assert READY not in caplog.text

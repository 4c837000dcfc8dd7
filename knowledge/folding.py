"""When two phrasings count as the same: case, accents, punctuation and letter forms aside."""

import re
import unicodedata

_LETTERS = str.maketrans({
    "ß": "ss", "ı": "i",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None,
})  # fmt: skip


class _Bare(dict[int, str]):
    """For `str.translate`: drops marks; each character is looked up once."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        self[point] = "" if unicodedata.combining(char) else char
        return self[point]


_BARE = _Bare()
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The words of a text in a form that ignores how they are typed; may be empty."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFD", plain)
    return _NOT_WORD.sub(" ", decomposed.translate(_BARE)).strip()

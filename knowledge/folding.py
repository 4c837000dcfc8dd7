"""When two phrasings count as the same: case, accents, punctuation and letter forms aside."""

import re
import unicodedata

from intents.normalize import Table

_LETTERS = str.maketrans({
    "ß": "ss", "ı": "i",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None,
})  # fmt: skip
# Marks go.
_BARE = Table(lambda char: "" if unicodedata.combining(char) else char)
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The words of a text in a form that ignores how they are typed; may be empty."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFD", plain)
    return _NOT_WORD.sub(" ", decomposed.translate(_BARE)).strip()

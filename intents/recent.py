"""What was found for the texts met last, without their words."""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """Remembers by hashes that only this process can make; safe for several threads."""

    def __init__(self, most: int) -> None:
        """most: how many texts are remembered."""
        self._most, self._secret = most, secrets.token_bytes(32)
        self._found: OrderedDict[bytes, T] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, text: str, find: Callable[[str], T]) -> T:
        """What was found for a text; it is looked for when it is not remembered."""
        return self.of_all([text], lambda texts: [find(one) for one in texts])[0]

    def of_all(self, texts: Sequence[str], find: Callable[[list[str]], Iterable[T]]) -> list[T]:
        """What was found for each text; those that are not remembered are looked for together."""
        keys = [self._key(text) for text in texts]
        with self._lock:
            known = {key: self._found[key] for key in keys if key in self._found}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        known |= zip(new, find(list(new.values())), strict=True) if new else ()
        with self._lock:
            for key in keys:
                self._found[key] = known[key]
                self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return [known[key] for key in keys]

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), key=self._secret, digest_size=16).digest()

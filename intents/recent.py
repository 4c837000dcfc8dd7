"""What was found for the texts met last, without their words."""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
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
        key = hashlib.blake2b(text.encode(), key=self._secret, digest_size=16).digest()
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = find(text)
        with self._lock:
            self._found[key] = found
            if len(self._found) > self._most:
                self._found.popitem(last=False)
        return found

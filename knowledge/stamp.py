"""Noting in a translation which German text it translates: the line `source_hash`."""

import re
from pathlib import Path

from knowledge.freshness import is_outdated, is_unstamped, source_hash
from knowledge.model import KnowledgeBase, Topic

_STAMP = re.compile(r"^source_hash:[^\r\n]*", re.MULTILINE)
_BEFORE = tuple(re.compile(rf"^{name}:[^\r\n]*(\r?\n|$)", re.MULTILINE)
                for name in ("review", "title"))  # fmt: skip


def stamp(base: KnowledgeBase, *, renew: bool, only: frozenset[str] = frozenset()) -> list[Path]:
    """Write the missing stamps, and with `renew` the outdated ones; the files that changed.

    `only` names topics or texts ('register-address', 'register-address/uk'); empty means all.
    """
    changed = []
    for topic in base.topics.values():
        for language, text in topic.texts.items():
            if only and not only & {topic.id, f"{topic.id}/{language}"}:
                continue
            if _wanted(topic, language, renew):
                file = Path(text.path)
                _write(file, topic)
                changed.append(file)
    return changed


def _wanted(topic: Topic, language: str, renew: bool) -> bool:
    if topic.german is None:
        return False
    return is_unstamped(topic, language) or (renew and is_outdated(topic, language))


def _write(file: Path, topic: Topic) -> None:
    assert topic.german is not None
    written = file.read_bytes().decode("utf-8")
    file.write_bytes(stamped(written, source_hash(topic.german)).encode("utf-8"))


def stamped(written: str, stamp: str) -> str:
    """The text of a file with that stamp: the line replaced, or added after `review:`."""
    line = f"source_hash: {stamp}"
    if _STAMP.search(written):
        return _STAMP.sub(line, written, count=1)
    for before in _BEFORE:
        if match := before.search(written):
            end = match[1] or "\n"
            head, tail = written[: match.end(0) - len(match[1])], written[match.end() :]
            return f"{head}{end}{line}{end}{tail}"
    return f"{line}\n{written}"

"""TOPICS.md: every topic at a glance, made from the files and never edited by hand."""

from collections.abc import Iterator

from knowledge.model import Area, KnowledgeBase, Topic

_HEAD = """\
# Topics

Made by `allin-bot knowledge topics`; edit the files in `topics/`, not this one.
"""


def index(base: KnowledgeBase) -> str:
    """The text of TOPICS.md: a table for each area."""
    parts = [_table(base, area) for area in base.areas.values() if base.topics_in(area.id)]
    counted = f"{len(base.topics)} topics, {len(base.live_languages())} languages live."
    return "\n".join([_HEAD, counted, "", *parts])


def _table(base: KnowledgeBase, area: Area) -> str:
    lines = [f"## {area.pictogram} {area.title('en')}".rstrip(), "",
             "| Topic | German | English | Tier | Languages | Verified |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    lines += [_row(topic) for topic in base.topics_in(area.id)]
    return "\n".join([*lines, ""])


def _row(topic: Topic) -> str:
    verified = topic.verified_on.isoformat() if topic.verified_on else "not yet"
    return "| " + " | ".join(_cells(topic, verified)) + " |"


def _cells(topic: Topic, verified: str) -> Iterator[str]:
    yield f"[{topic.id}](topics/{topic.area}/{topic.id}/)"
    for language in ("de", "en"):
        text = topic.texts.get(language)
        yield text.title.replace("|", "\\|") if text else "–"
    yield topic.tier
    yield " ".join(topic.texts)
    yield verified

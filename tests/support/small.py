"""A small knowledge base of somebody's own, learned in a second."""

from pathlib import Path

from tests.support.bot import KNOWLEDGE

SAFETY = "danger:\n  - mein mann schlägt mich\n"
EXAMPLES = "harmless:\n  - Der Handyakku ist tot\n"


def write_base(folder: Path) -> None:
    """A knowledge folder that has no topics yet, with as few safety words as can be."""
    (folder / "safety/examples").mkdir(parents=True)
    for shipped in (KNOWLEDGE / "safety").glob("*.yaml"):
        (folder / "safety" / shipped.name).write_text(SAFETY, "utf-8")
        (folder / "safety/examples" / shipped.name).write_text(EXAMPLES, "utf-8")
    (folder / "contacts.yaml").write_text("{}\n")

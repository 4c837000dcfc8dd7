"""Ids and language codes in knowledge files: the right form, and only known ones."""

import re
from collections.abc import Iterable, Mapping

from knowledge.document import Text
from knowledge.fields import Form
from knowledge.model import Language
from knowledge.problem import Place, did_you_mean

_OTHER_CODES = {
    "ua": "uk", "prs": "fa", "dari": "fa", "farsi": "fa", "kmr": "ku", "sorani": "ckb",
    "ger": "de", "gb": "en", "eng": "en", "tig": "ti", "som": "so",
}  # fmt: skip
"""Countries' letters and other codes that people write for a language."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def blocks(form: Form) -> list[tuple[str, Form]]:
    """The entries of a file that maps ids to fields."""
    found = []
    for name, node in form.fields.values.items():
        block = form.block(name)
        if block is not None:
            found.append((name, block))
        elif isinstance(node, Text) and node.null:
            form.missing(name)
    return found


def check_id(form: Form, id: str, place: Place) -> None:
    """Complain about an id that is not lower-case words with hyphens."""
    if not _ID.fullmatch(id):
        form.complain(place, f"'{id}' is not an id: use small letters a-z, digits and hyphens.")


def check_languages(
    form: Form, name: str, texts: Mapping[str, str], known: Mapping[str, Language]
) -> None:
    """Complain about the keys of `texts`, a field of the form, that are no language codes."""
    for code in texts:
        if code not in known:
            unknown_language(form, form.places[f"{name}.{code}"], code, known)


def unknown_language(form: Form, place: Place, code: str, known: Mapping[str, Language]) -> None:
    """Complain about one code that languages.yaml does not have."""
    form.complain(
        place, f"'{code}' is not a language of languages.yaml." + meant_language(code, known)
    )


def meant_language(code: str, known: Iterable[str]) -> str:
    """' Did you mean 'uk'?' for 'ua' and other near misses, or nothing."""
    return did_you_mean(_OTHER_CODES.get(code.lower(), code), known)

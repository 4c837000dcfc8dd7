"""The catalogues are complete, fresh, and keep their placeholders."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from knowledge.reader import read

ROOT = Path(__file__).parent.parent
LIVE = [language.code for language in read(ROOT / "knowledge")[0].live_languages()]


def catalogue(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


def in_the_code() -> set[str]:
    keywords = {"N_": None}
    found = extract_from_dir(str(ROOT / "bot"), [("**.py", "python")], keywords=keywords)
    return {message for _, _, message, _, _ in found}


def test_the_template_holds_what_the_code_says():
    assert set(catalogue(ROOT / "locales/messages.pot")) == in_the_code(), "run: make catalogues"


@pytest.mark.parametrize("code", LIVE)
def test_a_live_language_says_everything(code):
    texts = catalogue(ROOT / f"locales/{code}/LC_MESSAGES/messages.po")

    assert set(texts) == in_the_code(), "run: make catalogues"
    assert [message for message, said in texts.items() if not said] == []


@pytest.mark.parametrize("code", LIVE)
def test_placeholders_commands_and_numbers_are_kept(code):
    kept = re.compile(r"\{\w+\}|/[a-z]+\b|\b\d+\b")
    texts = catalogue(ROOT / f"locales/{code}/LC_MESSAGES/messages.po")

    changed = {
        message: said
        for message, said in texts.items()
        if sorted(kept.findall(message)) != sorted(kept.findall(said))
    }
    assert changed == {}


@pytest.mark.parametrize("code", LIVE)
def test_button_labels_fit_on_a_small_phone(code):
    texts = catalogue(ROOT / f"locales/{code}/LC_MESSAGES/messages.po")
    labels = ("All areas", "Did not help", "Show in German", "Something else", "Talk to a person")

    assert {texts[label] for label in labels if len(texts[label]) > 28} == set()

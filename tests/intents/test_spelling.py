"""Misspelt words become what was meant, known ones stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.spelling import Speller

TEXTS = [
    ("de", "Wo ist die Anmeldung?"), ("de", "Anmeldung und Abmeldung der Wohnung"),
    ("de", "Abmeldung, neue Wohnung"), ("de", "Aufenthaltserlaubnis verlängern"),
    ("de", "die Aufenthaltserlaubnis"), ("de", "einmalig"),
    ("en", "registration of a flat"), ("en", "the registration"),
    ("fa", "ثبت نام کلاس آلمانی"), ("fa", "کلاس آلمانی رایگان"),
]  # fmt: skip


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller.fit(TEXTS)


@pytest.mark.parametrize(
    ("language", "written", "meant"),
    [
        ("de", "wo ist die Anmeldnug", "wo ist die anmeldung"),
        ("de", "Aufentaltserlaubniss weg", "aufenthaltserlaubnis weg"),
        ("en", "my registraton?", "my registration?"),
        ("fa", "کلاس آلمنی", "کلاس آلمانی"),
        ("de", "Abmeldung", "Abmeldung"),  # known, though near to another
        ("de", "registration", "registration"),  # known in another language
        ("de", "einmalige", "einmalige"),  # near a word that was written only once
        ("de", "Xnmeldung", "Xnmeldung"),  # nobody errs in the first letter
        ("de", "die Hose", "die Hose"),  # too short
        ("es", "Anmeldnug", "Anmeldnug"),  # a language of which no words are known
    ],
)
def test_a_slip_is_put_right(speller: Speller, language: str, written: str, meant: str) -> None:
    assert speller.corrected(written, language) == meant


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(Speller.fit(TEXTS).corrected(text, "de"), str)

"""Two forms of a text: clean for reading, folded for comparing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.normalize import LIMIT, clean, fold, sort_tokens

HOSTILE = [
    "", " ", "\0", "\ud800\udfff x", "\u202e\u2066abc\u2069", "\u200b\u200c\u200d\ufeff",
    "a" * 100_000, "e" + "\u0301" * 90_000, "ﷺ" * 50, "ﷺ" * 30_000, "👩‍👩‍👧‍👦" * 60,
    "\U0010ffff\ue000\u0378", "<s></s>", "\r\n\t", "ﷺ\0\ud812" * 999,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read_quickly_and_stay_short(text: str) -> None:
    start = time.perf_counter()
    assert len(clean(text)) <= LIMIT
    assert len(fold(text)) <= LIMIT
    assert time.perf_counter() - start < 0.5


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=400))
def test_any_text_folds_to_letters_digits_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert folded.encode("utf-8").decode("utf-8") == folded
    assert not any(c.isspace() and c != " " for c in folded)


def test_of_a_long_text_the_beginning_and_the_end_are_read() -> None:
    polite = "Sehr geehrte Damen und Herren, wir wohnen seit kurzem hier. " * 8
    cleaned = clean(f"Anfang. {polite} Wo beantragt man Kindergeld?")

    assert cleaned.startswith("Anfang.")
    assert cleaned.endswith("Wo beantragt man Kindergeld?")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ANMELDUNG?!", "anmeldung"),
        ("Straße", "strasse"),
        ("Bürgerbüro", "burgerburo"),
        ("أين أسجّل؟", "اين اسجل"),
        ("  zwei   Blanks ", "zwei blanks"),
        ("café", "cafe\u0301"),
        ("ＴＥＲＭＩＮ", "termin"),
        ("İstanbul", "istanbul"),
        ("كيف أسجّل؟", "کیف اسجل"),
        ("مـــدرسة", "مدرسه"),
        ("خانه\u200cها", "خانه ها"),
        ("کتاب", "كتاب"),
        ("ዓለም", "አለም"),
        ("ፀሐይ", "ጸሀይ"),
        ("١٢٣", "123"),
        ("۱۲۳", "123"),
        ("ёлка", "елка"),
        ("don't", "dont"),
        ("pro-familia", "pro familia"),
    ],
)
def test_what_people_write_differently_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("мій", "мии"), ("Anmeldung", "Abmeldung"), ("їжа", "іжа"), ("school", "schools")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_of_signs_alone_nothing_is_left() -> None:
    assert fold("?!") == ""


def test_cleaning_keeps_case_and_marks_for_the_encoder() -> None:
    assert clean("  Wo  ist\u200e das Bürgerbüro?\n") == "Wo ist das Bürgerbüro?"


def test_sorted_tokens_do_not_depend_on_the_order_of_words() -> None:
    assert sort_tokens("wohnung neue anmelden") == sort_tokens("neue wohnung anmelden")

"""Scripts are told apart letter by letter."""

import pytest

from knowledge.scripts import mixed_words, right_to_left, script_of, script_of_text


@pytest.mark.parametrize(
    ("char", "script"),
    [
        ("a", "Latin"), ("ß", "Latin"), ("ş", "Latin"), ("й", "Cyrillic"), ("ї", "Cyrillic"),
        ("ش", "Arabic"), ("گ", "Arabic"), ("ትግ"[0], "Ethiopic"), ("1", None), ("٣", None),
        ("!", None), ("中", None),
    ],
)  # fmt: skip
def test_each_letter_has_its_script(char, script):
    assert script_of(char) == script


def test_a_text_has_the_script_of_most_letters():
    assert script_of_text("فارسی / دری (Farsi)") == "Arabic"
    assert script_of_text("12 !") is None


@pytest.mark.parametrize(
    ("text", "expected"), [("عربي", True), ("12 עברית", True), ("Türk", False)]
)
def test_the_first_letter_gives_the_direction(text, expected):
    assert right_to_left(text) is expected


@pytest.mark.parametrize("word", ["рaтуша", "cтрах", "Kіndergeld", "помощь" + "x", "аnmeldung"])
def test_lookalike_letters_inside_a_word_are_found(word):
    assert [found for _, found in mixed_words(f"слово text {word}")] == [word]


@pytest.mark.parametrize(
    "text", ["в Jobcenterі", "для Jobcenter-а", "Anmeldung у ратуші", "A1 і B2"]
)
def test_german_words_among_cyrillic_ones_are_fine(text):
    assert list(mixed_words(text)) == []

"""Exact and near-exact phrasings."""

from intents.lexical import Lexicon
from intents.normalize import fold

LEXICON = Lexicon(
    [
        fold(text)
        for text in ("Anmeldung", "Abmeldung", "Wo melde ich mich an?", "Termin", "Termin")
    ],
    ["register", "deregister", "register", "office", "doctor"],
)


def find(text: str) -> tuple[tuple[str, ...], bool] | None:
    hit = LEXICON.find(fold(text))
    return hit and (hit.intents, hit.equal)


def test_a_phrasing_is_found_whatever_its_case_order_and_signs() -> None:
    assert find("anmeldung!!") == (("register",), True)
    assert find("ich melde mich an, wo") == (("register",), True)


def test_a_phrasing_of_two_intents_names_both() -> None:
    assert find("Termin") == (("office", "doctor"), True)


def test_a_typo_in_a_sentence_is_a_near_hit() -> None:
    assert find("Wo melde ich mcih an?") == (("register",), False)


def test_a_letter_that_makes_another_word_is_not() -> None:
    assert find("Ammeldung") is None


def test_other_words_are_no_hit() -> None:
    assert find("Wo ist der Bahnhof?") is None
    assert find("") is None

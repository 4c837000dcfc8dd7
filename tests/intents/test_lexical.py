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


def exact(text: str) -> tuple[str, ...]:
    return LEXICON.exact(fold(text))


def is_near(text: str, intent: str = "register") -> bool:
    return LEXICON.is_near(fold(text), intent)


def test_a_phrasing_is_found_whatever_its_case_order_and_signs() -> None:
    assert exact("anmeldung!!") == ("register",)
    assert exact("ich melde mich an, wo") == ("register",)


def test_a_phrasing_of_two_intents_names_both() -> None:
    assert exact("Termin") == ("office", "doctor")


def test_a_typo_in_a_sentence_is_a_near_hit() -> None:
    assert is_near("Wo melde ich mcih an?")
    assert not exact("Wo melde ich mcih an?")


def test_a_near_hit_is_one_of_its_own_intent_alone() -> None:
    assert not is_near("Wo melde ich mcih an?", "deregister")
    assert not is_near("Wo melde ich mcih an?", "unknown")


def test_where_another_intent_comes_close_nothing_is_near() -> None:
    close = ["wie melde ich mein kind an", "wie melde ich mein kind ab"]
    lexicon = Lexicon(close, ["register", "deregister"])
    assert not lexicon.is_near("wie melde ich mein kind am", "register")
    assert Lexicon(close[:1], ["register"]).is_near("wie melde ich mein kind am", "register")


def test_a_letter_that_makes_another_word_is_not() -> None:
    assert not is_near("Ammeldung")


def test_other_words_are_no_hit() -> None:
    assert not is_near("Wo ist der Bahnhof?")
    assert not is_near("")
    assert not exact("")

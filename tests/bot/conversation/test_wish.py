"""Which language somebody wishes, and which she refuses."""

import pytest

from bot.conversation.understanding import Understood
from bot.conversation.wish import Wishes
from intents.model import Candidate, LanguageGuess
from tests.support.bot import knowledge

WISHES = Wishes(knowledge())


@pytest.mark.parametrize(
    ("said", "code", "refused"),
    [
        ("I don't speak German", None, {"de"}),
        ("almanca bilmiyorum", None, {"de"}),
        ("لا اتكلم الالمانية", None, {"de"}),
        ("не говорю по-немецки", None, {"de"}),
        ("я не розумію німецьку", None, {"de"}),
        ("آلمانی نمی فهمم", None, {"de"}),
        ("my german is bad", None, {"de"}),
        ("Deutsch verstehe ich leider nicht", None, {"de"}),
        ("no german please", None, {"de"}),
        ("kein englisch", None, {"en"}),
        ("niye almanca yazıyorsun", None, {"de"}),
        ("no hablo alemán", None, {"de"}),
        ("English please, not German", "en", {"de"}),
        ("arabisch statt deutsch", "ar", {"de"}),
        ("Almanca yerine Türkçe", "tr", {"de"}),
        ("بالعربي مو بالالماني", "ar", {"de"}),
        ("ما بفهم الماني، اكتبلي بالعربي", "ar", {"de"}),
        ("روسی بلدم آلمانی نه، روسی میشه؟", "ru", {"de"}),
        ("Ich kann kein Englisch, schreiben Sie Deutsch mit mir", "de", {"en"}),
        ("hocam ingilizcem yok türkçeye al şunu", "tr", {"en"}),
        ("i cant read this please write in arabic", "ar", set()),
        ("why not Turkish", "tr", set()),
        ("أنا ما بحكي غير كردي", "ku", set()),
        ("Deutsch? Kein Deutsch!", None, {"de"}),
        ("keyboard arabic I don't have, answer in arabic", "ar", set()),
    ],
)
def test_a_refused_language_is_not_the_one_wished(said, code, refused):
    wish = WISHES.named(said)

    assert (wish.code, wish.refused) == (code, refused)


def taken_for_a_wish(topic: float) -> Understood:
    """What the engine took for a wish in English, and how probable the best topic was."""
    found = (Candidate("some-topic", topic),)
    return Understood("smalltalk", "change_language", found, LanguageGuess("en", 0.99, 4))


@pytest.mark.parametrize(
    ("said", "topic", "code"),
    [
        ("please answer me in Turkish", 0.4, "tr"),
        ("no German today please", 0.6, "en"),
        ("English please", 0.6, "en"),
    ],
)
def test_a_wish_is_granted(said, topic, code):
    wish = WISHES.wish(said, taken_for_a_wish(topic))

    assert wish is not None
    assert wish.code == code


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("the office for Turkish weddings", 0.6),
        ("I want to learn German", 0.1),
        ("my child speaks no German", 0.1),
        ("a lawyer for Arabic", 0.1),
    ],
)
def test_what_asks_for_something_else_is_no_wish(said, topic):
    assert WISHES.wish(said, taken_for_a_wish(topic)) is None

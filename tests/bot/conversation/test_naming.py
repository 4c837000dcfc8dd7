"""A language is asked for by its name, in any language."""

import pytest

from bot.conversation.naming import LanguageNames
from intents.normalize import fold
from tests.support.bot import knowledge

NAMES = LanguageNames(knowledge().languages.values())


def named(said: str) -> list[str]:
    return [code for word in fold(said).split() if (code := NAMES.code(word))]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("بالعربي لو سمحت", "ar"),
        ("can we speak English", "en"),
        ("Kurmancî", "ku"),
        ("auf türkisch bitte", "tr"),
        ("українською будь ласка", "uk"),
        ("давайте по-русски", "ru"),
        ("Türkçe konuşalım", "tr"),
        ("به فارسی بنویسید", "fa"),
        ("دری گپ بزنیم", "fa"),
        ("هل يمكننا التحدث بالإنجليزية؟", "en"),
        ("Arapça biliyor musun", "ar"),
        ("kannst du auch polnisch", "pl"),
        ("sorani please", "ckb"),
        ("ما بفهم الماني، اكتبلي بالعربي", "ar"),
        ("warum schreibst du auf englisch, ich will deutsch", "de"),
        ("französisch geht auch", "fr"),
        ("можно на украинском", "uk"),
        ("3arabi please", "ar"),
        ("türkçe cevap almak istiyorum", "tr"),
        ("darija please", "ar"),
        ("dari please", "fa"),
        ("Türkçesini istiyorum", "tr"),
        ("не по-немецки", "de"),
        ("in spanish please", "es"),
        ("po polsku", "pl"),
        ("in albanese, shqip", "sq"),
    ],
)
def test_the_language_is_found(said, code):
    assert named(said)[-1] == code


@pytest.mark.parametrize(
    "said",
    ["andere Sprache", "change language", "dili değiştir", "لغة", "almak", "the police", "polite"],
)
def test_a_wish_without_a_name_names_none(said):
    assert named(said) == []

"""A language is asked for by its name, in any language."""

import pytest

from bot.conversation.naming import LanguageNames
from tests.support.bot import knowledge

NAMES = LanguageNames(knowledge().languages.values())


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
    ],
)
def test_the_language_is_found(said, code):
    assert NAMES.named_in(said) == code


@pytest.mark.parametrize("said", ["andere Sprache", "change language", "dili değiştir", "لغة"])
def test_a_wish_without_a_name_names_none(said):
    assert NAMES.named_in(said) is None

"""Words typed in Latin letters are read as words of their language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.normalize import fold
from intents.romanised import Romaniser, consonants, skeleton

TEXTS = [
    ("ar", fold("وين بقدر سجّل عنواني")),
    ("ar", fold("بدي طبيب بالليل")),
    ("fa", fold("چطور می‌توانم در کلاس آلمانی ثبت نام کنم")),
    ("ru", fold("где можно записать ребёнка в школу")),
    ("uk", fold("де можна записати дитину до школи в ALL IN")),
    ("ti", fold("ወደይ ኣብ ቤት ትምህርቲ ቦታ ኣይረኸበን")),
    ("de", fold("Wo ist die Anmeldung im Jobcenter?")),
]


@pytest.fixture(scope="module")
def romaniser() -> Romaniser:
    return Romaniser.fit(TEXTS)


@pytest.mark.parametrize(
    ("language", "typed", "read"),
    [
        ("ar", "wein bi2dar sajjel 3enwani", "وين بقدر سجل عنواني"),
        ("ar", "bidi tabib b el leil", "بدي طبيب"),
        ("fa", "dar kelas almani sabt nam konam", "در کلاس الماني ثبت نام کنم"),
        ("ru", "gde mozhno zapisat rebenka", "где можно записать ребенка"),
        ("uk", "de mozhna zapysaty dytynu", "де можна записати дитину"),
        ("ti", "timhrti wedey", "ትምህርቲ ወደይ"),
    ],
)
def test_words_are_read_in_their_script(romaniser, language, typed, read) -> None:
    assert set(read.split()) <= set(fold(romaniser.native(typed, language)).split())


def test_unknown_cyrillic_words_are_spelt(romaniser) -> None:
    assert romaniser.native("babushka kupila khleb", "ru") == "бабушка купила хлеб"


def test_german_words_and_names_stay_as_they_are(romaniser) -> None:
    read = romaniser.native("gde anmeldung i ALL IN", "ru")

    assert read == "где anmeldung и all in"


def test_other_languages_and_native_letters_are_left_alone(romaniser) -> None:
    assert romaniser.native("Where is the library?", "en") == "Where is the library?"
    assert romaniser.native("وين Anmeldung", "ar") == "وين Anmeldung"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("джобцентр", "جوب سنتر"),
        ("анмельдунг", "آنملدونگ"),
    ],
)
def test_office_words_by_ear_share_their_consonants(one, other) -> None:
    first, second = (skeleton(fold(text)).replace(" ", "") for text in (one, other))
    alike = sum(a == b for a, b in zip(first[::-1], second[::-1], strict=False))

    assert alike >= 4


def test_a_view_holds_letters_and_consonants(romaniser) -> None:
    typed, native = romaniser.view("sajjel 3enwani", "ar"), romaniser.view("سجّل عنواني", "ar")

    assert typed.kind == native.kind == ("ar", "ARABIC")
    assert set(native.letters.split()) <= set(typed.letters.split())


@given(st.text(max_size=80), st.sampled_from(["ar", "fa", "ru", "uk", "ti", "de", "xx"]))
def test_any_text_has_a_view(text, language) -> None:
    Romaniser.fit(TEXTS).view(text, language)


@given(st.text(max_size=20))
def test_consonants_are_capitals_or_nothing(word) -> None:
    for name in ("ARABIC", "CYRILLIC", "ETHIOPIC", "LATIN"):
        found = consonants(fold(word).replace(" ", ""), name)
        assert not found or found.isupper()

"""Which language an utterance is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.foreign import samples
from intents.language import UNKNOWN, LanguageModel, main_script
from tests.intents.data import TOPICS

KNOWN = [(phrasing.language, phrasing.text) for phrasing in TOPICS]


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel.fit(KNOWN + samples(language for language, _ in KNOWN))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wie kann ich hier ein Buch leihen?"),
        ("en", "what does the late reminder cost me"),
        ("ru", "Где можно получить новый билет?"),
        ("es", "Hola, necesito un médico para mi hijo"),
        ("it", "Vorrei sapere quanto costa il corso"),
        ("pt", "Onde posso encontrar trabalho para o meu marido?"),
        ("nl", "Ik zoek een woning voor mijn gezin"),
        ("sq", "Ku mund të gjej një mjek për fëmijët?"),
        ("sr", "Где могу да нађем лекара за моју ћерку?"),
        ("sr", "Gde mogu da nađem lekara za moju ćerku?"),
        ("hu", "Hol találok orvost a gyerekeknek?"),
        ("vi", "Tôi muốn hỏi về tiền trợ cấp cho con"),
        ("am", "ለልጄ ሐኪም የት ማግኘት እችላለሁ?"),
        ("ur", "مجھے اپنے بچے کے لیے ڈاکٹر چاہیے"),
        ("ur", "bhai mujhe doctor ki zaroorat hai, kahan jaun"),
        ("ckb", "doctorek namawe, mndalakam naxosha"),
        ("bg", "Къде мога да намеря лекар за детето си?"),
        ("fr", "horaires piscine municipale samedi"),
        ("el", "Πού μπορώ να βρω γιατρό;"),
        ("hi", "मुझे डॉक्टर चाहिए"),
        ("ka", "სად ვიპოვო ექიმი?"),
        ("hy", "Որտե՞ղ կարող եմ բժիշկ գտնել"),
        ("zh", "我需要看医生"),
        ("ja", "お医者さんはどこですか"),
        ("ko", "의사가 필요해요"),
    ],
)
def test_a_sentence_is_recognised(model: LanguageModel, language: str, text: str) -> None:
    assert model.guess(text).language == language


def test_romanised_text_belongs_to_its_language(model: LanguageModel) -> None:
    assert model.guess("kak vzyat knigu i skolko stoit").language == "ru"


def test_one_office_word_does_not_change_the_language(model: LanguageModel) -> None:
    assert model.guess("где взять Bibliotheksausweis").language == "ru"
    assert model.guess("where do i get the Bibliotheksausweis please").language == "en"


def test_more_words_make_surer(model: LanguageModel) -> None:
    short, long = model.guess("am"), model.guess("am Samstag am Abend zum Lernen")
    assert short.confidence < long.confidence
    assert (short.words, long.words) == (1, 5)


def test_a_word_said_again_tells_no_more(model: LanguageModel) -> None:
    assert model.guess("no no no no no").words == 1


@pytest.mark.parametrize(
    "address",
    [
        "www.kassel.de/buerger/anmeldung/termin",
        "https://kassel.de/buerger/anmeldung",
        "service.kassel.de/buerger",
        "beratung.termin@kassel.de",
        "@kassel_hilft_allen",
    ],
)
def test_an_address_is_in_no_language(model: LanguageModel, address: str) -> None:
    assert model.guess(address).language == UNKNOWN
    assert model.guess(f"где взять книгу {address}") == model.guess("где взять книгу")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我需要登记我的地址", 4),
        ("住所を登録したいのですが", 6),
        ("ต้องลงทะเบียนที่ไหน", 8),
        ("谢谢", 1),
        ("在 Kassel", 2),
    ],
)
def test_two_letters_are_a_word_where_no_spaces_are_written(
    model: LanguageModel, text: str, words: int
) -> None:
    assert model.guess(text).words == words


@pytest.mark.parametrize("text", ["", "123", "🙂🙂", "?!", "\0\ud800"])
def test_without_letters_the_language_is_undetermined(model: LanguageModel, text: str) -> None:
    guess = model.guess(text)
    assert (guess.language, guess.confidence, guess.words) == (UNKNOWN, 0.0, 0)


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=200))
def test_any_text_gets_a_guess_with_a_probability(text: str) -> None:
    guess = _SMALL.guess(text)
    assert 0 <= guess.confidence <= 1
    assert guess.words >= 0


_SMALL = LanguageModel.fit(KNOWN)


def test_shares_add_up_to_one(model: LanguageModel) -> None:
    assert sum(model.shares("wie lange offen").values()) == pytest.approx(1)


def test_one_language_is_enough_to_learn() -> None:
    assert LanguageModel.fit([("de", "Hallo")]).guess("Hallo").language == "de"


def test_a_model_of_nothing_knows_scripts_only() -> None:
    empty = LanguageModel.fit([])
    assert empty.guess("Γεια σας").language == "el"
    assert empty.guess("hello").language == UNKNOWN


def test_latin_words_do_not_hide_another_script() -> None:
    assert main_script("وين Ausländerbehörde Kassel") == "LATIN"
    assert main_script("وين في Ausländerbehörde") == "ARABIC"


def test_samples_of_languages_with_phrasings_enough_are_left_out() -> None:
    left = {language for language, _ in samples(["es"] * 100 + ["amh"] * 100 + ["it"] * 3)}

    assert not {"es", "am"} & left
    assert "it" in left

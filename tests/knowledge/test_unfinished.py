"""A base with mistakes can be tried: what is right in it answers, and the rest is told."""

import pytest

from bot import app, training
from bot.conversation.asking import spoken_answer
from tests.knowledge.test_checks import CONTACTS, DE, EN, OFF, TOPIC

MISTAKES = [
    (DE, "{city-hall}", "{city-hal}"),
    (EN, "{city-hall.phone}", "{city-hall.phon}"),
    (TOPIC, "contacts: [city-hall]", "contacts: [city-hal]"),
    (TOPIC, "[deregister]", "[deregistr]"),
    (OFF, "sources:\n  - {text: Stadt Kassel, date: 2022}\n", "tier: requird\n"),
    (CONTACTS, '"0561 115"', '"0561 115 (city)"'),
    ("safety/de.yaml", "- ich werde bedroht", "- ich + HELPP\n  - ich werde bedroht"),
    ("service/greeting/de.yaml", "phrasings:\n  - Hallo\n  - guten Tag\n", "phrasings: []\n"),
]


@pytest.fixture
def says(folder, tmp_path):
    def answer(text: str, language: str) -> str:
        base = app.knowledge_of(folder.path, strict=False)
        understanding = training.understanding_of(base, tmp_path / "cache", encoder=False)
        return spoken_answer(base, understanding, text, language)

    return answer


def test_a_base_with_many_mistakes_answers_and_tells_them(folder, says, caplog):
    for mistake in MISTAKES:
        folder.replace(*mistake)
    # What is not known stays as it was written.
    assert "Termin: {city-hal}" in says("Anmeldung?", "de")
    assert "Appointment: {city-hall.phon}" in says("where do i register", "en")
    assert "Wohnsitz abmelden" in says("wir verlassen Kassel", "de")
    assert "jetzt in Gefahr" in says("Hilfe, ich werde bedroht", "de")
    for file, _, _ in MISTAKES:
        assert f"knowledge/{file}:" in caplog.text


def test_a_name_stands_in_the_language_of_the_text(folder, says):
    folder.replace(EN, "{city-hall.phone}", "{city-hall.name}")
    assert "Appointment: City hall" in says("where do i register", "en")

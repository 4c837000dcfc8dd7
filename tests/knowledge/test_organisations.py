"""Every organisation and project of the city's papers is named in the text of its topic."""

from pathlib import Path

import pytest

from knowledge.reader import read

BASE = read(Path(__file__).parent.parent.parent / "knowledge")[0]

# What the papers name, and the topic whose German text must name it.
NAMED = [
    ("ALL IN", "all-in-overview"),
    ("Bürgerstiftung", "all-in-overview"),
    ("AKGG", "all-in-overview"),
    ("Caritas", "all-in-overview"),
    ("Diakonie", "all-in-overview"),
    ("Treppe 4", "treppe-4"),
    ("AKGG", "treppe-4"),
    ("House of Resources", "all-in-house-of-resources"),
    ("Caritas", "caritas-diakonie"),
    ("Diakoni", "caritas-diakonie"),
    ("zehn", "vhs-german-courses"),
    ("zehn", "integration-course-who"),
    ("Bildungsberater", "intercultural-education-advisers"),
    ("Notfallbegleit", "muslim-emergency-companions"),
    ("Mein Kassel – mein Zuhause", "naturalisation-companions"),
    ("Tandem", "tandem-associations"),
    ("Fest der Kulturen", "fest-der-kulturen"),
    ("Stadtmuseum", "museum-tours"),
    ("Polizei", "police-senior-safety"),
    ("Ausländerbeirat", "auslaenderbeirat"),
    ("WIR-Vielfaltszentrum", "wir-vielfaltszentrum"),
    ("Amt für Chancengleichheit", "wir-vielfaltszentrum"),
    ("Antidiskriminierungsbeauftragte", "antidiscrimination-officer"),
    ("Amt für Chancengleichheit", "antidiscrimination-officer"),
    ("Komm.A", "komm-a"),
    ("IMAP", "komm-a"),
    ("Antidiskriminierungsbeauftragte", "komm-a"),
    ("AdiBe", "adibe"),
    ("response", "response-beratung"),
    ("Freiwilligenzentrum", "volunteering"),
    ("Clearingstelle", "volunteering"),
    ("Willkommen in Nordhessen", "volunteering"),
    ("Freiwilligentage", "volunteering"),
    ("Zukunftsbüro", "volunteering"),
    ("TalentCampus", "talentcampus"),
    ("Interkulturelle Woche", "intercultural-week"),
    ("Partnerschaft für Demokratie", "weeks-against-racism"),
    ("Wochen gegen Rassismus", "weeks-against-racism"),
]


@pytest.mark.parametrize(("name", "topic"), NAMED)
def test_the_topic_names_it(name, topic):
    text = BASE.topics[topic].texts["de"]

    assert name in f"{text.title}\n{text.answer}".replace("\n", " ")


@pytest.mark.parametrize("topic", sorted({topic for _, topic in NAMED}))
def test_the_english_text_keeps_the_names(topic):
    """Proper names that are no German words stay as they are."""
    names = {name for name, one in NAMED if one == topic} & KEPT
    text = BASE.topics[topic].texts["en"]

    missing = {name for name in names if name not in f"{text.title}\n{text.answer}"}
    assert missing == set()


KEPT = {
    "ALL IN",
    "AKGG",
    "Caritas",
    "Treppe 4",
    "House of Resources",
    "Komm.A",
    "IMAP",
    "AdiBe",
    "response",
    "TalentCampus",
    "WIR-Vielfaltszentrum",
    "Ausländerbeirat",
}

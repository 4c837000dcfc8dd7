"""Numbers and addresses that belong into contacts.yaml are found; amounts and hours are not."""

import pytest

from knowledge.literals import literals
from knowledge.placeholders import placeholders


@pytest.mark.parametrize(
    "text",
    [
        "110", "112", "115", "116117", "116 117", "116-016", "0561 115", "(0561) 115",
        "0561 787-2032", "0561/7872032", "0561 71288-0", "0178 9270611", "0800 1110111",
        "0800 111 0 550", "+49 561 804-2210", "+49561115", "0049 561 115", "069 976 987 10",
        "787-2032", "787 4405", "7872032", "06131 19240",
        "١١٢", "۱۱۰", "١١٦١١٧", "٠٥٦١ ١١٥",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["Rufen Sie {} an.", "اتصل بالرقم {}.", "Телефон: {}", "{}"])
def test_a_phone_number_is_found_whole(text, around):
    found = list(literals(around.format(text)))
    assert [(one.text.strip(" ()"), one.kind) for one in found] == [
        (text.strip(" ()"), "phone number")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "mail@kassel.de", "beratung(at)kassel.de", "www.kassel.de", "https://kassel.de/a",
        "hilfetelefon.de", "serviceportal-kassel.de/x", "@kasselbot",
        "Obere Königsstraße 8", "Mombachstr. 12", "Wilhelmshöher Allee 19", "34117 Kassel",
        "Königsplatz 59", "улица Кёнигштрассе 8", "شارع كونيغ 8",
    ],
)  # fmt: skip
def test_an_address_is_found(text):
    assert [one.kind for one in literals(f"Bitte: {text}.")], text
    assert all(one.kind != "phone number" for one in literals(f"Bitte: {text}."))


@pytest.mark.parametrize(
    "text",
    [
        "Das kostet 115 Euro.", "110 €", "112,50 Euro", "Der Kurs hat 700 Stunden.",
        "1.500 Euro", "500-1000 Euro", "1000 bis 2000 Euro", "§ 44", "§ 115 Absatz 2", "§§ 110",
        "27 Jahre", "von 12 bis 27 Jahren", "2025", "2021/2022", "2025-2026", "01.05.2025",
        "1. Mai 2025", "2026-02-09", "9 bis 12 Uhr", "9:00-12:30", "08:30-16:30", "09.30-12.00",
        "12-27", "115 Personen", "110 hours", "112 ساعة", "115 یورو", "110 годин", "Artikel 112",
        "in 2 Wochen", "36 Monate", "18,36 Euro", "Treppe 4", "Studienplatz 2026",
        "B1 oder B2", "z.B. Ausweis", "Migrant*innen", "60.000", "Abs. 115", "10000 Euro",
        "Platz 3 Jahre", "1,5 Mio.", "2026/27", "09/2026", "02-2026",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert list(literals(f"Es gilt: {text}")) == []


def test_placeholders_are_no_literals():
    assert list(literals("Rufen Sie {polizei-110} oder {terminservice-116117.phone}")) == []


def test_the_offset_points_at_the_literal():
    text = "Zeile eins\nTel.: 0561 115"
    assert [text[one.offset :] for one in literals(text)] == ["0561 115"]


def test_streets_of_the_contacts_are_found_whatever_they_are_called():
    assert [one.text for one in literals("in Die Freiheit 2 oben", {"Die Freiheit 2"})] == [
        "Die Freiheit 2"
    ]


def test_placeholders_are_found_with_their_field():
    found = list(placeholders("A {a-b} und {c.phone}, {Nicht gut}"))
    assert [(one.contact, one.field) for one in found] == [
        ("a-b", None), ("c", "phone"), ("Nicht gut", None),
    ]  # fmt: skip
    assert found[0].start == 2

"""What volunteers read is complete in German, and every button is short enough for Telegram."""

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.conversation.locale import Languages
from bot.handoff.card import card, topic_name
from bot.handoff.house import House
from bot.handoff.model import Case, State, Volunteer
from bot.i18n import Catalogues, isolated
from tests.support.desk import ALWAYS, knowledge

ROOT = Path(__file__).parent.parent.parent.parent


def texts(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


def in_the_code() -> set[str]:
    found = extract_from_dir(str(ROOT / "bot"), [("**.py", "python")], keywords={"D_": None})
    return {message for _, _, message, _, _ in found}


def test_the_desks_catalogue_holds_what_the_code_says_and_says_all_of_it():
    german = texts(ROOT / "locales/de/LC_MESSAGES/desk.po")

    assert set(texts(ROOT / "locales/desk.pot")) == in_the_code(), "run: make catalogues"
    assert set(german) == in_the_code(), "run: make catalogues"
    assert [message for message, said in german.items() if not said] == []


def test_the_desks_texts_keep_their_placeholders():
    kept = re.compile(r"\{\w+\}|/[a-z]+\b")
    german = texts(ROOT / "locales/de/LC_MESSAGES/desk.po")

    changed = {
        m: s for m, s in german.items() if sorted(kept.findall(m)) != sorted(kept.findall(s))
    }
    assert changed == {}


def house() -> House:
    base = knowledge(ALWAYS)
    return House(base, Languages(base.live_languages(), Catalogues(base.languages)))


def test_a_card_and_its_buttons_fit_into_telegram_for_every_topic():
    here = house()
    topics = list(here.base.topics)
    for language in ("ar", "uk", "de"):
        for first, second in zip(topics, topics[1:] + topics[:1], strict=True):
            case = Case(
                9_999_999,
                7_000_000_001,
                language,
                0.0,
                state=State.TAKEN,
                owner=Volunteer(1, "Anna"),
                urgent="danger",
                shown=tuple(topics[:5]),
                drafts=(first, second),
                wishes="wcu",
            )
            made = card(here, case)
            assert len(made.text.encode("utf-16-le")) // 2 <= 4096
            assert all(len(b.data.encode()) <= 64 for row in made.buttons for b in row)
            assert 1 <= len(topic_name(here, case)) <= 128


def test_numbers_on_a_card_keep_their_order_inside_right_to_left_text():
    here, id = house(), "foreigners-office"
    number = here.base.contacts["stadt-kassel-115"].phone

    arabic = card(here, Case(1, 7, "ar", 0.0, drafts=(id,))).text
    ukrainian = card(here, Case(1, 7, "uk", 0.0, drafts=(id,))).text

    assert isolated(number, "rtl") in arabic
    assert isolated(number, "rtl") not in ukrainian

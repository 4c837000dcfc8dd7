"""A small catalogue of its own for the tests of the engine: a library, in three languages."""

from intents.model import Phrasing

_TOPICS = {
    "lend-books": {
        "de": ["Wie leihe ich ein Buch aus?", "Bücher mitnehmen", "kann ich mir hier romane leihen",
               "Wie viele Bücher darf ich ausleihen?", "buch leihen wie geht das"],
        "en": ["How do I borrow a book?", "take books home", "can i lend novels here",
               "How many books may I borrow?", "borrowing a book how does it work"],
        "ru": ["Как взять книгу домой?", "взять книги", "можно ли брать романы почитать",
               "Сколько книг можно взять?", "kak vzyat knigu domoy"],
    },
    "opening-hours": {
        "de": ["Wann habt ihr geöffnet?", "Öffnungszeiten", "seid ihr am samstag offen",
               "Bis wie viel Uhr ist heute auf?", "offen am abend?"],
        "en": ["When are you open?", "opening hours", "are you open on saturday",
               "Until what time is it open today?", "open in the evening?"],
        "ru": ["Когда вы открыты?", "часы работы", "вы работаете в субботу",
               "До скольких открыто сегодня?", "kogda vy otkryty"],
    },
    "late-fees": {
        "de": ["Was kostet es, wenn ich zu spät zurückgebe?", "Mahngebühr",
               "muss ich strafe zahlen",
               "Ich habe eine Mahnung bekommen", "zu spät abgegeben wie teuer"],
        "en": ["What does it cost to return late?", "late fee", "do i have to pay a fine",
               "I got a reminder to pay", "returned too late how expensive"],
        "ru": ["Сколько стоит просрочка?", "штраф", "надо ли платить пеню",
               "Мне пришло напоминание об оплате", "skolko stoit shtraf"],
    },
    "library-card": {
        "de": ["Wo bekomme ich einen Ausweis?", "Bibliotheksausweis", "karte verloren was nun",
               "Ich will mich als Leser anmelden", "neue lesekarte machen"],
        "en": ["Where do I get a card?", "library card", "lost my card what now",
               "I want to sign up as a reader", "make a new reader card"],
        "ru": ["Где получить читательский билет?", "билет в библиотеку", "потерял карту что делать",
               "Хочу записаться читателем", "poteryal kartu"],
    },
    "quiet-room": {
        "de": ["Gibt es einen Raum zum Lernen?", "Lernraum", "wo kann man in ruhe arbeiten",
               "Kann ich einen Tisch für meine Gruppe bekommen?", "platz zum lernen frei?"],
        "en": ["Is there a room to study?", "study room", "where can one work in silence",
               "Can I get a table for my group?", "free place to study?"],
        "ru": ["Есть ли комната для учёбы?", "читальный зал", "где можно тихо поработать",
               "Можно стол для моей группы?", "est li mesto dlya ucheby"],
    },
}  # fmt: skip

_SERVICES = {
    "greeting": {"de": ["Hallo", "Guten Tag", "Servus zusammen"], "en": ["Hello", "Good morning"],
                 "ru": ["Привет", "Здравствуйте"]},
    "thanks": {"de": ["Danke", "vielen Dank"], "en": ["Thank you", "thanks a lot"],
               "ru": ["Спасибо", "большое спасибо"]},
    "talk_to_human": {"de": ["Mensch bitte", "Ich möchte mit einem Menschen sprechen", "Person"],
                      "en": ["person please", "I want to talk to a human", "real person"],
                      "ru": ["хочу говорить с человеком", "живой человек", "дайте человека"]},
}  # fmt: skip


def _phrasings(source: dict[str, dict[str, list[str]]]) -> list[Phrasing]:
    return [
        Phrasing(intent, language, text)
        for intent, languages in source.items()
        for language, texts in languages.items()
        for text in texts
    ]


TOPICS = _phrasings(_TOPICS)
SERVICES = _phrasings(_SERVICES)

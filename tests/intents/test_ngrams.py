"""TF-IDF rows of character n-grams."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.ngrams import Postings, Vectorizer, count, grams
from intents.word_pairs import pairs

TEXTS = ["neue wohnung", "wohnung suchen", "arbeit suchen", "arbeit", "a b c"]


def slow(text: str) -> set[str]:
    """The n-grams by the book: 2 to 5 characters of each word with a space around it."""
    padded = [f" {word} " for word in text.split()]
    sizes = range(2, 6)
    return {w[at : at + n] for w in padded for n in sizes for at in range(len(w) - n + 1)}


@given(st.lists(st.text(alphabet="abc яж أب", min_size=1, max_size=12), min_size=1, max_size=4))
def test_as_many_different_ngrams_are_found_as_by_the_book(texts: list[str]) -> None:
    tidy = [" ".join(text.split()) or "x" for text in texts]
    rows, hashes, _ = count(tidy)
    for number, text in enumerate(tidy):
        assert len(hashes[rows == number]) == len(slow(text))


def test_equal_ngrams_of_different_texts_have_equal_hashes() -> None:
    rows, hashes = grams(["ab", "ab"])
    assert set(hashes[rows == 0].tolist()) == set(hashes[rows == 1].tolist())


def test_no_texts_have_no_ngrams() -> None:
    rows, hashes = grams([])
    assert len(rows) == len(hashes) == 0


def test_similarities_are_the_products_of_the_rows() -> None:
    vectorizer = Vectorizer.fit(TEXTS)
    postings = Postings.of(vectorizer, TEXTS)
    matrix = postings.matrix(len(vectorizer.hashes)).toarray()
    for number, text in enumerate(TEXTS):
        _, features, values = vectorizer.transform([text])
        found = postings.similarities(features, values)
        assert found == pytest.approx(matrix @ matrix[number], abs=1e-6)


def test_strange_words_lower_every_similarity() -> None:
    vectorizer = Vectorizer.fit(TEXTS)
    postings = Postings.of(vectorizer, TEXTS)
    plain = postings.similarities(*vectorizer.transform(["wohnung"])[1:])
    strange = postings.similarities(*vectorizer.transform(["wohnung qqqqqq"])[1:])
    assert (strange <= plain).all()
    assert strange[0] < plain[0]


def test_a_text_of_strange_ngrams_alone_is_like_nothing() -> None:
    vectorizer = Vectorizer.fit(TEXTS)
    postings = Postings.of(vectorizer, TEXTS)
    assert not postings.similarities(*vectorizer.transform(["zzz"])[1:]).any()


def test_a_single_text_can_be_learned() -> None:
    vectorizer = Vectorizer.fit(["one"])
    rows, features, values = vectorizer.transform(["one"])
    assert len(rows) == len(features) == len(values) == 0
    assert Postings.of(vectorizer, ["one"]).similarities(features, values).shape == (1,)


def test_rows_are_not_longer_than_one() -> None:
    vectorizer = Vectorizer.fit(TEXTS)
    rows, _, values = vectorizer.transform(TEXTS)
    assert (np.bincount(rows, values**2) <= 1 + 1e-5).all()


def test_words_and_pairs_of_near_words_are_found_in_their_order() -> None:
    vectorizer = Vectorizer.fit(["leave me now", "leave me here", "me leave"], "words")
    _, first, _ = vectorizer.transform(["leave me"])
    _, turned, _ = vectorizer.transform(["me leave"])
    assert len(first) == 3  # both words and their pair
    assert set(turned) < set(first)  # the other order was seen only once


def test_words_far_from_each_other_are_no_pair() -> None:
    far = "one a b c two"
    rows, hashes = pairs([far, "one two"])
    of = [set(hashes[rows == number].tolist()) for number in (0, 1)]
    assert len(of[0] & of[1]) == 2


def test_many_texts_are_counted_as_each_alone() -> None:
    texts = [f"wohnung {number} anmelden" for number in range(1100)]
    rows, hashes, weights = count(texts)
    for number in (0, 511, 512, 1023, 1024, 1099):
        _, own, counts = count([texts[number]])
        here = rows == number
        assert (hashes[here] == own).all()
        assert (weights[here] == counts).all()

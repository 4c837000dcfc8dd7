"""The pictures are valid SVG, and show what was measured."""

from xml.etree import ElementTree

import pytest

from bot.coordinator.calibration import Bin
from bot.coordinator.evaluation import Evaluation
from bot.coordinator.figures import figures
from bot.coordinator.plots import draw
from bot.coordinator.plots.confusion import confusion
from bot.coordinator.plots.languages import languages
from bot.coordinator.plots.reliability import BOTTOM, LEFT, SIDE, reliability
from bot.coordinator.plots.svg import document, words
from tests.support.judged import judged

SVG = "{http://www.w3.org/2000/svg}"
ASKED = (
    *[judged("parking")] * 3,
    *[judged("school", language="en")] * 2,
    judged("school", "clarify", ranked=("school", "doctor"), language="en"),
)


def texts(picture: str) -> list[str]:
    return [str(one.text) for one in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def shapes(picture: str, name: str) -> list[dict[str, str]]:
    return [one.attrib for one in ElementTree.fromstring(picture).iter(f"{SVG}{name}")]


@pytest.fixture(params=["full", "empty"])
def evaluation(request):
    asked = ASKED if request.param == "full" else ()
    return Evaluation(asked, (), figures(asked, ()))


def test_three_files_are_drawn(evaluation, tmp_path):
    paths = draw(evaluation, tmp_path / "new" / "plots")

    assert [path.name for path in paths] == ["reliability.svg", "languages.svg", "confusion.svg"]
    for path in paths:
        root = ElementTree.fromstring(path.read_text("utf-8"))
        assert root.tag == f"{SVG}svg"


def test_everything_lies_inside_the_picture(tmp_path):
    evaluation = Evaluation(ASKED, (), figures(ASKED, ()))
    for path in draw(evaluation, tmp_path):
        root = ElementTree.fromstring(path.read_text("utf-8"))
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        for one in root.iter(f"{SVG}rect"):
            assert 0 <= float(one.attrib["x"]) <= width - float(one.attrib["width"])
            assert 0 <= float(one.attrib["y"]) <= height - float(one.attrib["height"])
        for one in root.iter(f"{SVG}text"):
            assert 0 <= float(one.attrib["x"]) < width
            assert 0 < float(one.attrib["y"]) < height


def test_the_disc_stands_where_confidence_and_truth_meet():
    (disc,) = shapes(reliability([Bin(16, 0.5, 0.25)]), "circle")

    assert float(disc["cx"]) == LEFT + SIDE * 0.5
    assert float(disc["cy"]) == BOTTOM - SIDE * 0.25
    assert "16" in texts(reliability([Bin(16, 0.5, 0.25)]))


def test_the_title_tells_how_far_confidence_is_from_truth():
    assert texts(reliability([Bin(4, 0.5, 0.25)]))[0] == "Reliability: 25.0 points apart on average"


def test_every_language_has_its_bars_and_its_number():
    picture = languages(figures(ASKED, ()).rows)
    bars = [float(one["height"]) for one in shapes(picture, "rect") if one["width"] == "18.0"]

    assert {"de (3)", "en (3)", "all (6)"} <= set(texts(picture))
    assert len(bars) == 12
    assert "33.3" in texts(picture)
    assert max(bars) == pytest.approx(3 * bars[4])


def test_a_bar_without_a_figure_says_so():
    asked = [judged("parking", "clarify")]

    assert "–" in texts(languages(figures(asked, ()).rows))


def test_the_confusion_counts_what_came_first():
    picture = confusion(ASKED)

    assert {"school (3)", "parking (3)", "the right topic"} <= set(texts(picture))
    assert sorted(text for text in texts(picture) if text.isdigit()) == ["1", "2", "3"]


def test_words_are_written_so_that_signs_do_no_harm():
    picture = document(50, 50, "a < b & c", [words(1, 1, '"<script>"')])

    assert texts(picture) == ["a < b & c", '"<script>"']

"""Files that no program can read are told in a sentence, and never end the reading."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.document import Fields, Items, Text, read_document


def lines(file, data: bytes) -> list[str]:
    file.write_bytes(data)
    problems = []
    read_document(file, problems)
    return [str(problem).removeprefix(f"{file}:") for problem in problems]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "x.yaml"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"title: B\xfcro\n", "1:9: The file is not saved as UTF-8"),
        ("ok: 1\ntitle: ö\n".encode() + b"x: \xff", "3:4: The file is not saved as UTF-8"),
        (b"\xef\xbb\xbftitle: a\n", "1:1: The file begins with an invisible byte order mark"),
        (b"a: b\nc:\td\n", "2:3: There is a tab; use spaces"),
        (b"a: b\nc: d\x00e\n", "2:5: There is an invisible control character (U+0000)"),
        ("a: b\nc: d\x85\x9fe\n".encode(), "2:6: There is an invisible control character (U+009F)"),
        (b"", "1:1: The file is empty"),
        (b"# only a remark\n", "1:1: The file is empty"),
        (b"a: b\n---\nc: d\n", "2:1: This is not valid YAML: a line '---'"),
        (b"a: 'b\nc: d\n", "1:4: This is not valid YAML: a quotation mark is opened here"),
        (b"a: [b\nc: d\n", "2:2: This is not valid YAML"),
        (b"a: b\n  c: d\n", "2:4: This is not valid YAML: a colon with a space"),
        (b"a: b\nnothing here\n", "3:1: This is not valid YAML: this line is neither a field"),
        (b"a: &x b\nc: *x\n", "1:4: This repeats a text by an anchor"),
        (b"a: !now b\n", "1:4: A text may not begin with '!'"),
        (b"a: b\na: c\n", "2:1: The field 'a' is written twice (first on line 1)"),
        (b"? [a]\n: b\n", "1:3: A field needs a plain name"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_place(file, data, line):
    assert [one for one in lines(file, data) if one.startswith(line)], lines(file, data)


def test_a_missing_file_is_told(file):
    problems = []
    assert read_document(file, problems) is None
    assert str(problems[0]) == f"{file}:1:1: This file is missing; add it."


def test_a_folder_in_place_of_a_file_is_told(file):
    file.mkdir()
    problems = []
    assert read_document(file, problems) is None
    assert "cannot be read" in str(problems[0])


def test_nothing_is_converted_and_everything_has_its_place(file):
    file.write_text("a: no\nb:\n  - 0123\n  - 'null'\nc: {d: }\n", encoding="utf-8")
    root = read_document(file, [])
    assert isinstance(root, Fields)
    assert isinstance(root.values["b"], Items)
    first, quoted = root.values["b"].items
    assert isinstance(first, Text)
    assert (first.text, first.place.line, first.place.column) == ("0123", 3, 5)
    assert isinstance(quoted, Text)
    assert (quoted.text, quoted.null) == ("null", False)
    assert isinstance(root.values["c"], Fields)
    assert isinstance(root.values["c"].values["d"], Text)
    assert root.values["c"].values["d"].null


def test_windows_line_ends_are_read(file):
    file.write_bytes(b"a: |\r\n  eins\r\n  zwei\r\n")
    root = read_document(file, [])
    assert isinstance(root, Fields)
    assert isinstance(root.values["a"], Text)
    assert root.values["a"].text == "eins\nzwei\n"


def test_a_bomb_of_anchors_is_refused_at_once(file):
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    found = lines(file, "\n".join(["a0: &a0 [x]", *levels]).encode())
    assert len(found) < 200
    assert all("anchor" in one for one in found)


def test_deep_nesting_is_refused(file):
    assert len(lines(file, b"[" * 20000)) == 1


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=80) | st.text(alphabet="ab:-[]{}'\"|>&*!?#\n ,", max_size=60))
def test_no_bytes_whatever_end_the_reading(file, data):
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    problems = []
    root = read_document(file, problems)
    assert root is not None or problems

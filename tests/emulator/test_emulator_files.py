"""The files that the emulator reads, and the bound on its journal."""

from decimal import Decimal
from pathlib import Path

import pytest

from corrigenda.emulator import EmulatorError
from corrigenda.emulator.documents import read_yaml
from corrigenda.emulator.journal import KEPT, KEPT_BYTES, Arrived, Journal
from corrigenda.emulator.samples import Sample, read_samples


def test_yaml_is_read_as_json_has_it(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("{a: 0.10, b: 2022-05-30, c: NO, d: 12:30, 200: 1e3}", encoding="utf-8")
    expected = {
        "a": Decimal("0.10"),
        "b": "2022-05-30",
        "c": "NO",
        "d": "12:30",
        200: Decimal(1000),
    }
    assert read_yaml(file) == expected
    assert isinstance(read_yaml(file)["a"], Decimal)


def test_json_in_a_yaml_file_is_read_with_all_its_escapes(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text('{"a": "\\ud83d\\udc4d", "b": 0.10}', encoding="utf-8")
    assert read_yaml(file) == {"a": "\N{THUMBS UP SIGN}", "b": Decimal("0.10")}
    file.write_text('{"a": 1,\n "a": 2}', encoding="utf-8")
    with pytest.raises(EmulatorError, match=r"a\.yaml:2:2: "):
        read_yaml(file)


@pytest.mark.parametrize("letter", ["\u0085", "\u2028", "\u2029"])
def test_line_breaks_of_yaml_1_1_are_characters(tmp_path: Path, letter: str) -> None:
    file = tmp_path / "a.yaml"
    lines = (
        f"{letter}a: b{letter}c  # {letter}",
        f"d: 'e{letter} f'",
        f'g: "h{letter}\\L"',
        "i: |",
    )
    file.write_text("\n".join((*lines, f"  j{letter}", "  k", "")), encoding="utf-8")
    expected = {f"{letter}a": f"b{letter}c", "d": f"e{letter} f", "g": f"h{letter}\u2028"}
    assert read_yaml(file) == {**expected, "i": f"j{letter}\nk\n"}
    file.write_text(f"a: {letter}\nb: [{letter}}}", encoding="utf-8")
    with pytest.raises(EmulatorError, match=r"a\.yaml:2:6: "):
        read_yaml(file)


@pytest.mark.parametrize(
    ("text", "where"),
    [("a: [1\nb: 2", "a.yaml:2:2: "), ("- 1", "a.yaml:1:1: not a mapping"), ("\0", "a.yaml: ")],
)
def test_bad_yaml_is_refused_with_its_place(tmp_path: Path, text: str, where: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EmulatorError) as caught:
        read_yaml(file)
    assert str(tmp_path / where) in str(caught.value)


def test_samples_are_read_as_mended_and_by_name(tmp_path: Path) -> None:
    samples = {
        "c.yaml": "{operation: x, answer: {body: '{', mended: {by: [A], body: '{\"n\": 1.10}'}}}",
        "b.yaml": "{operation: y, answer: {body: '[2]'}}",
        "a.yaml": "{operation: y, request: {}}",
        "d.yaml": "{operation: y, apart: not HTTP, answer: {body: '[3]'}}",
    }
    for name, text in samples.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_samples(tmp_path) == [Sample("y", [2]), Sample("x", {"n": Decimal("1.10")})]


def test_the_journal_is_bounded() -> None:
    journal = Journal()
    for number in range(KEPT + 5):
        journal.add(Arrived("p", "o", "GET", f"/{number}", (), "", {}, b"", 200, b""))
    entries = journal.entries(None, None)
    assert (len(entries), entries[0].path) == (KEPT, "/5")


def test_the_journal_is_bounded_in_bytes() -> None:
    journal = Journal()
    large = b"x" * (KEPT_BYTES // 4)
    for number in range(10):
        journal.add(Arrived("p", "o", "GET", f"/{number}", (), "", {}, b"", 200, large))
    assert [entry.path for entry in journal.entries()] == ["/7", "/8", "/9"]

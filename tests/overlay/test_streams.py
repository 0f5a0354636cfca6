"""The command in pipes: what it reads from standard input, and how it leaves when it cannot write.

Each runs as a process of its own, because these streams are the system's.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BASE = "info: {title: Things}\nlist: [1]\n"
OVERLAY = """overlay: 1.1.0
info: {title: Case, version: 1.0.0}
extends: base.yaml
actions:
  - target: $.info
    update: {title: Others}
"""
RESULT = BASE.replace("Things", "Others")
COMMAND = f'"{sys.executable}" -m corrigenda'

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell and /dev/full are POSIX")
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    deep = tmp_path / "a 'quoted' \"folder\"\nof two lines"
    deep.mkdir()
    monkeypatch.chdir(deep)
    Path("base.yaml").write_text(BASE)
    Path("overlay.yaml").write_text(OVERLAY)
    return deep


@pytest.fixture(params=["", "1"], ids=["buffered", "unbuffered"])
def buffering(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a buffer, Python may write a part of a text and tell nobody."""
    monkeypatch.setenv("PYTHONUNBUFFERED", request.param)


def shell(line: str, **environment: str) -> tuple[int, str, str]:
    """Run a line of bash, in which `corrigenda` is the command."""
    script = f'corrigenda() {{ {COMMAND} "$@"; }}; {line}'
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, env={**os.environ, **environment}
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    "line",
    [
        "cat base.yaml | corrigenda overlay apply - overlay.yaml",
        "corrigenda overlay apply base.yaml - < overlay.yaml",
        "corrigenda overlay apply - < overlay.yaml",
        "corrigenda overlay apply overlay.yaml | corrigenda overlay apply - overlay.yaml",
        "corrigenda overlay apply overlay.yaml -o out.yaml <&- >&- 2>&-; cat out.yaml",
        'cd / && corrigenda overlay apply "$OLDPWD/base.yaml" "$OLDPWD/overlay.yaml"',
        "cd .. && corrigenda overlay apply a*/overlay.yaml",
    ],
)
def test_documents_come_from_anywhere(line: str) -> None:
    assert shell(line) == (0, RESULT, "")


def test_check_and_diff_read_standard_input() -> None:
    code, said, errors = shell("corrigenda overlay check base.yaml - < overlay.yaml")
    assert (code, errors) == (0, "")
    assert said == "actions: 1; every action matches something\n"
    assert shell("corrigenda overlay check - < overlay.yaml")[:2] == (0, said)
    code, made, _errors = shell(
        "echo a: 1 | corrigenda overlay diff - base.yaml -o o.yaml; cat o.yaml"
    )
    assert code == 0
    assert "extends" not in made
    assert "Changes from <stdin> to base.yaml" in made


def test_a_problem_with_standard_input_has_a_place() -> None:
    code, said, errors = shell("echo 'a: [}' | corrigenda overlay apply - overlay.yaml")
    assert (code, said) == (1, "")
    assert errors.startswith("<stdin>:1:5: not valid YAML")
    code, _said, errors = shell("corrigenda overlay apply - overlay.yaml <&-")
    assert (code, errors.splitlines()[0]) == (
        1,
        "<stdin>:1:1: cannot be read: standard input is closed",
    )
    code, _said, errors = shell("corrigenda overlay diff - - < base.yaml")
    assert code == 2
    assert "only one document can be `-`" in errors


@needs_full
@pytest.mark.parametrize(
    "line",
    [
        "corrigenda overlay apply overlay.yaml",
        "corrigenda overlay check overlay.yaml",
        "corrigenda overlay diff base.yaml overlay.yaml",
        "corrigenda overlay diff --help",
        "corrigenda --help",
        "corrigenda --version",
    ],
)
@pytest.mark.parametrize(
    ("where", "reason"),
    [(">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")],
)
def test_standard_output_fails(line: str, where: str, reason: str) -> None:
    code, said, errors = shell(f"{line} {where}")
    assert (code, said) == (1, "")
    assert errors.startswith(f"standard output cannot be written: {reason}\n  fix: ")
    assert len(errors.splitlines()) == 2


@needs_full
@pytest.mark.usefixtures("buffering")
def test_standard_output_fails_with_and_without_a_buffer() -> None:
    code, said, errors = shell("corrigenda overlay apply overlay.yaml >/dev/full")
    assert (code, said) == (1, "")
    assert errors.startswith("standard output cannot be written: No space left on device")


@needs_full
def test_a_full_device_is_a_problem() -> None:
    code, said, errors = shell("corrigenda overlay apply overlay.yaml -o /dev/full")
    assert (code, said) == (1, "")
    assert errors.startswith("/dev/full:1:1: cannot be written: No space left on device")
    assert shell("corrigenda overlay apply nowhere.yaml overlay.yaml 2>/dev/full") == (1, "", "")


@pytest.mark.parametrize(
    "line",
    [
        "corrigenda overlay apply overlay.yaml",
        "corrigenda overlay --help",
        "corrigenda overlay apply nowhere.yaml overlay.yaml 2>&1",
    ],
)
def test_nobody_reads_any_more(line: str) -> None:
    code, said, errors = shell(f"{line} | true; exit ${{PIPESTATUS[0]}}")
    assert (code, said, errors) == (141, "", "")


@pytest.mark.usefixtures("buffering")
def test_a_reader_that_stops_early() -> None:
    Path("base.yaml").write_text(
        "info: {title: Things}\n" + "".join(f"key{n}: {n}\n" for n in range(20_000))
    )
    line = "corrigenda overlay apply overlay.yaml | head -1; exit ${PIPESTATUS[0]}"
    assert shell(line) == (141, "info: {title: Others}\n", "")


def test_a_document_is_utf_8_whatever_the_terminal_is() -> None:
    Path("base.yaml").write_text("info: {title: Dinge}\nlist: [é, →]\n", encoding="utf-8")
    line = "corrigenda overlay apply overlay.yaml"
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert shell(line, **ascii_only) == (0, "info: {title: Others}\nlist: [é, →]\n", "")


def test_a_folder_of_merged_schemas_is_whole_or_not_there() -> None:
    folders = [str(Path(__file__).parents[2] / name) for name in ("schemas", "overlays")]
    options = f"--schemas '{folders[0]}' --overlays '{folders[1]}'"
    line = f"corrigenda schema merge sonicpay {options} --out merged"
    code, said, errors = shell(f"ulimit -f 8; {line}")  # eight kilobytes a file
    assert (code, said) == (1, "")
    assert errors.startswith("merged:1:1: cannot be written: File too large")
    assert not Path("merged").exists()
    assert shell(f"{line} | true; exit ${{PIPESTATUS[0]}}")[0] == 141
    assert shell("corrigenda schema show sonicpay " + options + " >/dev/full")[0] == 1


def test_names_that_are_no_text() -> None:
    Path(os.fsdecode(b"non\xffutf.yaml")).write_text(BASE)
    code, _said, errors = shell(
        "corrigenda overlay diff $'non\\xffutf.yaml' overlay.yaml -o made.yaml"
        " && corrigenda overlay apply made.yaml -o out.yaml"
    )
    assert (code, errors) == (0, "")
    assert "extends: non%FFutf.yaml\n" in Path("made.yaml").read_text()
    assert "overlay: 1.1.0\n" in Path("out.yaml").read_text()


def test_the_output_may_be_a_pipe_with_a_name() -> None:
    for name in ("/dev/stdout", "/dev/fd/1"):
        assert shell(f"corrigenda overlay apply overlay.yaml -o {name} | cat") == (0, RESULT, "")


def test_an_overlay_extends_no_pipe() -> None:
    code, made, errors = shell(
        "corrigenda overlay diff <(echo a: 1) base.yaml -o o.yaml && cat o.yaml"
    )
    assert (code, errors) == (0, "")
    assert "extends" not in made


def test_a_note_moves_no_cursor() -> None:
    Path("overlay.yaml").write_text(OVERLAY.replace("base.yaml", '"z\\e[31mRED\\a"'))
    code, said, errors = shell("corrigenda overlay apply base.yaml overlay.yaml")
    assert (code, said) == (0, RESULT)
    assert "`extends` names z\\x1b[31mRED\\x07, but the base is base.yaml\n" in errors

"""The commands: where they read and write, what they say, and how they leave."""

import json
import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corrigenda.cli import main

BASE = "# kept\ninfo:\n  title: Things\ntags: [a]\n"
OVERLAY = """overlay: 1.1.0
info: {title: Case, version: 1.0.0}
extends: base.yaml
actions:
  - target: $.info
    update: {title: Others}
"""
RESULT = BASE.replace("Things", "Others")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE)
    Path("overlay.yaml").write_text(OVERLAY)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["overlay", *arguments])


def names() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def test_writes_to_standard_output_as_the_base_is() -> None:
    result = run("apply", "base.yaml", "overlay.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, RESULT, "")
    assert run("apply", "base.yaml", "overlay.yaml", "-o", "-").stdout == RESULT
    assert names() == ["base.yaml", "overlay.yaml"]


@pytest.mark.parametrize("ending", ["json", "JSON", "yaml", "yml", "txt"])
def test_the_ending_of_the_output_says_its_form(ending: str) -> None:
    assert run("apply", "base.yaml", "overlay.yaml", "-o", f"out.{ending}").exit_code == 0
    text = Path(f"out.{ending}").read_text()
    if ending.lower() == "json":
        assert json.loads(text) == {"info": {"title": "Others"}, "tags": ["a"]}
    else:
        assert text == RESULT


def test_a_file_of_another_name_is_json_if_it_says_so() -> None:
    Path("base").write_text('{"info": {"title": "x\\/y"}}')
    assert run("apply", "base", "overlay.yaml").stdout == '{"info": {"title": "Others"}}'
    Path("base").write_text("{info: {title: 1}}")
    assert run("apply", "base", "overlay.yaml").stdout == "{info: {title: Others}}"


def test_one_document_alone_names_its_base() -> None:
    Path("deep").mkdir()
    Path("deep/overlay.yaml").write_text(OVERLAY.replace("base.yaml", "../base%2Eyaml"))
    assert run("apply", "overlay.yaml").stdout == RESULT
    assert run("apply", "deep/overlay.yaml").stdout == RESULT
    address = Path("base.yaml").absolute().as_uri()
    Path("overlay.yaml").write_text(OVERLAY.replace("base.yaml", address))
    assert run("apply", "overlay.yaml").stdout == RESULT


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "overlay.yaml:1:1: there is no base, and no `extends` in the overlay"),
        ("extends: nowhere.yaml\n", "nowhere.yaml:1:1: there is no such file"),
        (
            "extends: https://api.example/base.yaml\n",
            "overlay.yaml:3:1: `extends: https://api.example/base.yaml` is not a local file",
        ),
        (
            "extends: https://[host]/x\n",
            "overlay.yaml:3:1: `extends: https://[host]/x` is not a URL",
        ),
        ("extends: http://h:99999/\n", "overlay.yaml:3:1: `extends: http://h:99999/` is not a URL"),
        ("extends: '#'\n", "overlay.yaml:3:1: `extends: #` names no file"),
        (
            'extends: "a\\0b"\n',
            "overlay.yaml:3:1: `extends: a\\x00b` has a NUL character, which no file name has",
        ),
        (
            "extends: a%00b\n",
            "overlay.yaml:3:1: `extends: a%00b` has a NUL character, which no file name has",
        ),
        (f"extends: {'x' * 300}\n", f"{'x' * 300}:1:1: cannot be read: File name too long"),
        ("extends: .\n", ".:1:1: cannot be read: Is a directory"),
        ("extends: loop\n", "loop:1:1: cannot be read: Too many levels of symbolic links"),
        ("extends: bytes.yaml\n", "bytes.yaml:2:4: the byte 0xff is not UTF-8"),
    ],
)
def test_one_document_without_a_base(line: str, message: str) -> None:
    Path("loop").symlink_to("loop")
    Path("bytes.yaml").write_bytes(b"a: 1\nb: \xff\n")
    Path("overlay.yaml").write_text(OVERLAY.replace("extends: base.yaml\n", line))
    result = run("apply", "overlay.yaml")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == message


def test_another_base_than_the_one_it_extends_is_noted() -> None:
    Path("other.yaml").write_text(BASE)
    result = run("apply", "other.yaml", "overlay.yaml")
    assert (result.exit_code, result.stdout) == (0, RESULT)
    note = "note: overlay.yaml:3:1: `extends` names base.yaml, but the base is other.yaml\n"
    assert result.stderr == note


@pytest.mark.parametrize("reference", ["https://[host]/x", "a%00b", "loop", "x" * 300, "."])
def test_what_it_extends_is_unusable_but_not_needed(reference: str) -> None:
    Path("loop").symlink_to("loop")
    Path("overlay.yaml").write_text(OVERLAY.replace("base.yaml", reference))
    result = run("apply", "base.yaml", "overlay.yaml")
    assert (result.exit_code, result.stdout) == (0, RESULT)
    assert result.stderr.startswith("note: overlay.yaml:3:1: `extends")
    result = run("check", "base.yaml", "overlay.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith("overlay.yaml:3:1: `extends")


@pytest.mark.parametrize("base", ["", ".", "/", "..", "loop", "x" * 300])
def test_a_base_that_is_no_file(base: str) -> None:
    Path("loop").symlink_to("loop")
    for command in ("apply", "check"):
        result = run(command, base, "overlay.yaml")
        assert (result.exit_code, result.stdout) == (1, "")
        assert ":1:1: cannot be read: " in result.stderr


def test_a_loop_of_links_is_not_written_over() -> None:
    Path("loop").symlink_to("loop")
    result = run("apply", "overlay.yaml", "-o", "loop")
    assert result.exit_code == 1
    assert "loop:1:1: cannot be written: Too many levels of symbolic links" in result.stderr
    assert Path("loop").is_symlink()


def test_a_name_that_just_fits() -> None:
    assert run("apply", "overlay.yaml", "-o", "x" * 255).exit_code == 0
    assert Path("x" * 255).read_text() == RESULT
    result = run("apply", "overlay.yaml", "-o", "x" * 256)
    assert result.exit_code == 1
    assert "cannot be written: File name too long" in result.stderr


def test_diff_extends_a_file_of_any_name() -> None:
    name = "a b#c?d%20e:f\ng.yaml"
    Path(name).write_text(BASE)
    assert run("diff", name, "overlay.yaml", "-o", "made.yaml").exit_code == 0
    assert "extends: a%20b%23c%3Fd%2520e%3Af%0Ag.yaml\n" in Path("made.yaml").read_text()
    assert run("apply", "made.yaml", "-o", "out.yaml").exit_code == 0
    assert run("diff", "out.yaml", "overlay.yaml").stderr.startswith("note: the two documents are")


def test_an_address_that_it_extends_may_be_any_base() -> None:
    Path("overlay.yaml").write_text(OVERLAY.replace("base.yaml", "https://api.example/a.yaml"))
    assert run("apply", "base.yaml", "overlay.yaml").stderr == ""


def test_an_overlay_is_a_document_too() -> None:
    Path("other.yaml").write_text(OVERLAY.replace("extends: base.yaml\n", ""))
    assert "title: Others}\n" in run("apply", "overlay.yaml", "other.yaml").stdout


def test_problems_of_all_files_show_at_once() -> None:
    Path("other.yaml").write_text(OVERLAY.replace("actions", "action"))
    result = run("apply", "nowhere.yaml", "overlay.yaml", "other.yaml", "missing.yaml", "-o", "x")
    assert result.exit_code == 1
    for message in (
        "nowhere.yaml:1:1: there is no such file",
        "other.yaml:1:1: 'actions' is a required property",
        "other.yaml:4:1: unknown key `action`",
        "missing.yaml:1:1: there is no such file",
        "4 problems; nothing was written",
    ):
        assert message in result.stderr
    assert "x" not in names()


def test_the_base_can_be_written_over() -> None:
    Path("base.yaml").chmod(0o640)
    assert run("apply", "base.yaml", "overlay.yaml", "-o", "base.yaml").exit_code == 0
    assert Path("base.yaml").read_text() == RESULT
    assert stat.S_IMODE(Path("base.yaml").stat().st_mode) == 0o640
    assert names() == ["base.yaml", "overlay.yaml"]


def test_a_new_file_is_as_open_as_any_other() -> None:
    Path("any").write_text("")
    run("apply", "base.yaml", "overlay.yaml", "-o", "out.yaml")
    assert Path("out.yaml").stat().st_mode == Path("any").stat().st_mode


def test_a_link_is_followed() -> None:
    Path("link.yaml").symlink_to("real.yaml")
    assert run("apply", "base.yaml", "overlay.yaml", "-o", "link.yaml").exit_code == 0
    assert Path("link.yaml").is_symlink()
    assert Path("real.yaml").read_text() == RESULT


def test_a_device_stays_a_device() -> None:
    assert run("apply", "base.yaml", "overlay.yaml", "-o", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("out", ["no/folder.yaml", "."])
def test_where_nothing_can_be_written(out: str) -> None:
    before = names()
    result = run("apply", "base.yaml", "overlay.yaml", "-o", out)
    assert result.exit_code == 1
    assert ":1:1: cannot be written: " in result.stderr
    assert names() == before


def test_a_failure_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.yaml").write_text("as it was")

    def fail(*_arguments: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(os, "replace", fail)
    result = run("apply", "base.yaml", "overlay.yaml", "-o", "out.yaml")
    assert result.exit_code == 1
    assert "out.yaml:1:1: cannot be written: the disk is gone" in result.stderr
    assert Path("out.yaml").read_text() == "as it was"
    assert names() == ["base.yaml", "out.yaml", "overlay.yaml"]


def test_what_layout_could_not_be_kept_is_noted() -> None:
    Path("base.json").write_text(json.dumps({"info": {"title": 1}, "x" * 2000: "\ud83d\ude00"}))
    result = run("apply", "base.json", "overlay.yaml", "-o", "out.yaml")
    assert (result.exit_code, "\U0001f600" in Path("out.yaml").read_text()) == (0, True)
    Path("base.yaml").write_text("? [a]\n: b\n")
    assert "a key is not a scalar" in run("apply", "base.yaml", "overlay.yaml").stderr


def test_the_command_line_is_wrong() -> None:
    assert run("apply").exit_code == 2
    assert run("diff", "base.yaml").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_diff_to_standard_output_extends_nothing() -> None:
    Path("new.yaml").write_text(RESULT)
    result = run("diff", "base.yaml", "new.yaml")
    assert result.stdout == (
        "overlay: 1.1.0\ninfo:\n  title: Changes from base.yaml to new.yaml\n"
        "  version: 1.0.0\nactions:\n  - target: $.info\n    update:\n      title: Others\n"
    )


def test_diff_as_json_extends_the_old_one_from_where_it_is() -> None:
    Path("new.json").write_text('{"info": {"title": "Others"}, "tags": []}')
    Path("made").mkdir()
    assert run("diff", "base.yaml", "new.json", "-o", "made/overlay.json").exit_code == 0
    overlay = json.loads(Path("made/overlay.json").read_text())
    assert overlay["extends"] == "../base.yaml"
    assert list(overlay) == ["overlay", "info", "extends", "actions"]
    assert run("apply", "made/overlay.json", "-o", "out.json").exit_code == 0
    assert json.loads(Path("out.json").read_text()) == json.loads(Path("new.json").read_text())


def test_diff_of_what_cannot_be_read() -> None:
    Path("list.yaml").write_text("- a\n")
    result = run("diff", "list.yaml", "nowhere.yaml")
    assert result.exit_code == 1
    assert "2 problems; nothing was written" in result.stderr


CORRECTED = OVERLAY.replace(
    "actions:",
    """x-corrections:
  BA-1:
    because: It says so.
    evidence: [{page: page, lines: "99", says: so}]
    confidence: certain
actions:""",
).replace("    update", "    x-correction: BA-1\n    update")


def test_check_without_recorded_pages() -> None:
    Path("overlay.yaml").write_text(CORRECTED)
    for arguments in (["base.yaml", "overlay.yaml"], ["overlay.yaml"]):
        result = run("check", *arguments)
        assert result.exit_code == 0
        assert result.stderr == (
            "note: there is no provider.toml, so the lines of evidence were not checked\n"
        )


def test_check_writes_nothing() -> None:
    Path("overlay.yaml").write_text(CORRECTED)
    run("check", "base.yaml", "overlay.yaml")
    assert names() == ["base.yaml", "overlay.yaml"]
    assert Path("base.yaml").read_text() == BASE


def test_the_output_is_never_an_overlay() -> None:
    for words in (
        ["apply", "base.yaml", "overlay.yaml", "-o", "overlay.yaml"],
        ["apply", "overlay.yaml", "-o", "./overlay.yaml"],
        ["diff", "base.yaml", "overlay.yaml", "-o", "base.yaml"],
        ["diff", "base.yaml", "overlay.yaml", "-o", "overlay.yaml"],
    ):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "which is an input; name another file" in result.stderr
    assert (Path("base.yaml").read_text(), Path("overlay.yaml").read_text()) == (BASE, OVERLAY)


def test_a_base_that_is_written_over_is_named() -> None:
    note = "note: base.yaml: the result has replaced the base\n"
    assert run("apply", "base.yaml", "overlay.yaml", "-o", "base.yaml").stderr == note
    assert run("apply", "overlay.yaml", "-o", "base.yaml").stderr == note


def test_check_of_an_overlay_from_elsewhere_asks_for_no_evidence() -> None:
    Path("provider.toml").write_text("this is not ours [")
    for arguments in (["base.yaml", "overlay.yaml"], ["overlay.yaml"]):
        result = run("check", *arguments)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == "actions: 1; every action matches something\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# overlay: 1.1.0\n\n# actions: []\n", "the document holds only comments"),
        ("", "the document is empty"),
        ("---\n", "the document is empty"),
        ("null\n", "the document is not a mapping"),
    ],
)
def test_check_of_an_overlay_that_says_nothing(text: str, message: str) -> None:
    Path("overlay.yaml").write_text(text)
    result = run("check", "base.yaml", "overlay.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"overlay.yaml:1:1: {message}\n  fix: ")

"""The help teaches: whole sentences, every option described, and examples that parse."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from corrigenda.cli.reference import Command, commands
from corrigenda.cli.taught import TaughtGroup

ALL = commands()
OURS = [one for one in ALL if one.path[1:2] != ("diff",)]
ROOT = Path(__file__).parents[2]
WIDTHS = (60, 80, 120)


def name(command: Command) -> str:
    return " ".join(command.path)


@pytest.fixture(params=OURS, ids=name)
def command(request: pytest.FixtureRequest) -> Command:
    found: Command = request.param
    return found


def test_every_command_is_there() -> None:
    names = [name(one) for one in ALL]
    assert names[0] == "corrigenda"
    assert names[1:] == sorted(names[1:])
    assert {"corrigenda overlay blame", "corrigenda schema show", "corrigenda new"} <= {*names}


def test_the_list_says_what_the_command_says() -> None:
    """The list is written apart, because it must not import the commands."""
    assert isinstance(main, TaughtGroup)
    ctx = click.Context(main)
    listed = dict(main.summaries())
    assert listed == {one.path[1]: one.summary for one in ALL if len(one.path) == 2}
    assert sorted(listed) == main.list_commands(ctx)


def test_a_summary_is_one_whole_sentence(command: Command) -> None:
    assert re.fullmatch(r"[A-Z][^!?]*[^.]\.", command.summary), command.summary


def test_everything_is_described(command: Command) -> None:
    for written, meant in (*command.arguments, *command.options):
        assert meant.strip(), f"{written} has no description"
    assert command.examples
    assert all(said == "" or said.endswith((".", ":", "?")) for said, _line in command.examples)
    assert {0, 2} <= {code for code, _said in command.exits}
    words = re.findall(r"\b[A-Z]{4,}\b", command.usage.replace("OPTIONS", "").replace("FILE", ""))
    described = " ".join(one for one, _meant in (*command.arguments, *command.options))
    assert all(word in described or word in ("COMMAND", "ARGS") for word in words)


def test_what_there_is_to_read_exists(command: Command) -> None:
    for page in command.more.split(", "):
        assert (ROOT / page).is_file(), page


def test_an_example_parses(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command line of the examples is one that the commands accept."""
    monkeypatch.chdir(tmp_path)
    Path("merged").mkdir()
    Path("petstore.yaml").write_text("")
    for _said, line in command.examples:
        words = shlex.split(re.split(r" [|>] |^eval .*", line)[0])
        if words[:1] == ["corrigenda"]:
            parse(main, words[1:])


def parse(command: click.Command, words: list[str]) -> None:
    ctx = command.make_context(command.name, list(words), resilient_parsing="--help" in words)
    if isinstance(command, click.Group) and "--help" not in words:
        _name, inner, rest = command.resolve_command(ctx, [*ctx._protected_args, *ctx.args])
        assert inner is not None
        parse(inner, rest)


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_and_breaks_no_example(command: Command, width: int) -> None:
    result = CliRunner().invoke(main, [*command.path[1:], "--help"], terminal_width=width)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert [line for line in lines if len(line) > width] == []
    assert not any(line.rstrip().endswith("...") for line in lines[1:] if "Usage" not in line)
    for said, line in command.examples:
        assert f"  {line}" in lines
        assert not said or f"  # {said}" in lines


def test_a_misspelled_command_gets_the_nearest() -> None:
    for words, meant in ((["regenrate"], "regenerate"), (["overlay", "chek"], "check")):
        result = CliRunner().invoke(main, words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"there is no command `{words[-1]}`; did you mean `{meant}`?" in result.stderr
    assert "choose from: merge, show" in CliRunner().invoke(main, ["schema", "zzz"]).stderr
    assert "choose from: completion, " in CliRunner().invoke(main, ["nope"]).stderr
    assert "--format" in CliRunner().invoke(main, ["errata", "--formt", "json"]).stderr


def test_the_usage_of_new_has_an_order_that_works() -> None:
    """A name behind `--sample FILE...` would be one more file."""
    said = CliRunner().invoke(main, ["new", "--help"], terminal_width=120).stdout
    usage = "new NAME (--openapi FILE | --graphql FILE | --sample FILE...) [OPTIONS]"
    assert usage in said.splitlines()[0]


def test_the_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert re.fullmatch(r"corrigenda (\d+\.\d+\.\d+\S*|\(not installed.*\))\n", result.stdout)

"""The `corrigenda completion` command: prints the script that makes a shell complete `corrigenda`.

click writes the scripts and speaks their protocol; here they are only made easy to find.
"""

import os
from pathlib import PurePath

import click
from click.shell_completion import ShellComplete, get_completion_class

from corrigenda.cli.taught import USAGE, Lesson, Taught

_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_CORRIGENDA_COMPLETE"
_LESSON = Lesson(
    arguments={"SHELL": "bash (4.4 or newer), zsh or fish; by default the one that $SHELL names."},
    examples=[
        ("bash: add this line to ~/.bashrc.", 'eval "$(corrigenda completion bash)"'),
        ("zsh: add this line to ~/.zshrc, after compinit.", 'eval "$(corrigenda completion zsh)"'),
        ("fish: run this once.", "corrigenda completion fish > corrigenda.fish"),
        ("Then put the file where fish looks.", "mv corrigenda.fish ~/.config/fish/completions/"),
    ],
    exits={0: "success.", 2: USAGE},
    more="docs/cli.md",
)


@click.command(cls=Taught, lesson=_LESSON)
@click.argument("shell", type=click.Choice(_SHELLS), required=False, metavar="[SHELL]")
def completion(shell: str | None) -> None:
    """Print a completion script for a shell: commands, options and names.

    It completes commands and options, the names of providers, the parts and operations that
    `overlay blame` explains, and files.
    """
    chosen = shell or PurePath(os.environ.get("SHELL", "")).name
    if chosen not in _SHELLS:
        raise click.UsageError(f"name a shell: {', '.join(_SHELLS)}")
    click.echo(_script(chosen))


def _script(shell: str) -> str:
    made = get_completion_class(shell)
    assert made is not None, "click has these shells"
    # `source` would start bash to ask for its version, and complain on standard error.
    one = made(click.Command("corrigenda"), {}, "corrigenda", _VARIABLE)
    return ShellComplete.source(one)

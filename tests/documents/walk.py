"""Reads Markdown pages as a person does who tries everything: block by block, in order.

- `python` blocks run in one namespace for each page. One that begins with `# name.py` is a file.
- `yaml`, `toml`, `graphql`, `json` and `text` blocks that begin with `# name` are files, too.
- `console` blocks are commands behind `$ `, and what they print. `...` stands for anything.
- A block that cannot run is preceded by `<!-- no-run: reason -->`.

It refuses a block that is none of these: what a page shows is shown by running it, or says why not.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BLOCK = re.compile(
    r"(?:^(?P<mark><!-- no-run:(?P<reason>.*?)-->)\n+)?"
    r"^(?P<indent> *)```(?P<language>[^\n]*)\n(?P<text>.*?)^(?P=indent)```$",
    re.M | re.S,
)
NAME = re.compile(r"# ([\w./-]+\.\w+)\n")
FILES = frozenset({"yaml", "toml", "graphql", "json", "text", "python"})


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, its text, its line, and why it does not run."""

    page: str
    line: int
    language: str
    text: str
    reason: str | None

    @property
    def file(self) -> str | None:
        """The name of the file that the block shows."""
        found = NAME.match(self.text) if self.language in FILES else None
        return found.group(1) if found else None


def blocks(page: Path, text: str | None = None) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8") if text is None else text
    return [
        Block(
            page=page.name,
            line=text.count("\n", 0, found.start("language")) + 1,
            language=found["language"].strip(),
            text=re.sub(rf"^{found['indent']}", "", found["text"], flags=re.M),
            reason=found["reason"].strip() if found["mark"] else None,
        )
        for found in BLOCK.finditer(text)
    ]


def run_page(page: Path, folder: Path, environment: Mapping[str, str]) -> int:
    """Run the blocks of a page in a folder, and count those that ran.

    Raises:
        AssertionError: a command printed something else, or a block is of no known kind.
    """
    names: dict[str, Any] = {"__name__": page.stem.replace("-", "_")}
    ran = 0
    for block in blocks(page):
        if block.reason is not None:
            continue
        run_block(block, folder, environment, names)
        ran += 1
    return ran


def run_block(
    block: Block, folder: Path, environment: Mapping[str, str], names: dict[str, Any]
) -> None:
    """Write a file, run Python, or run commands."""
    if block.file is not None:
        path = folder / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text.partition("\n")[2], encoding="utf-8")
    elif block.language == "python":
        built = [str(path) for path in sorted(folder.glob("generated/*/src"))]
        sys.path.extend(path for path in built if path not in sys.path)
        # The lines of a traceback are those of the page.
        code = compile("\n" * block.line + block.text, block.page, "exec")
        exec(code, names)
    elif block.language == "console":
        run_console(block, folder, environment)
    else:
        raise AssertionError(f"{block.page}:{block.line}: nobody knows how to run this block")


def run_console(block: Block, folder: Path, environment: Mapping[str, str]) -> None:
    """Run each command of a block, and compare what it prints with what the page shows.

    A command that fails is a fault of the page, even where the page shows none of its output.
    """
    for part in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        built = [str(path) for path in sorted(folder.glob("generated/*/src"))]
        path = os.pathsep.join([*built, environment.get("PYTHONPATH", "")]).strip(os.pathsep)
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env={**environment, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=100,
            check=False,
        )
        where = f"{block.page}:{block.line}: $ {command}"
        assert done.returncode == 0, f"{where}\n{done.stdout}"
        assert is_as_shown(done.stdout, shown), f"{where}\n{done.stdout}\nthe page shows\n{shown}"


def is_as_shown(printed: str, shown: str) -> bool:
    """Whether output is what a page shows, where `...` stands for any text, or for any lines."""
    pattern = re.escape(shown.strip()).replace(re.escape("..."), ".*")
    return re.fullmatch(pattern, printed.strip(), re.S) is not None

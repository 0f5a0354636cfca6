"""Reads shell text as far as a printed command needs it: quotes, continued lines, prompts.

Nothing is run and no variable is replaced.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

_PROMPT = re.compile(r"\s*(?:[$>%#]\s+)?(curl(?:\.exe)?)(?=\s|$)")
_ENDS = frozenset(["|", "||", "&&", "&", ";", ">", ">>", "2>", "2>&1", "<", "|&"])
_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v",
    "\\": "\\", "'": "'", '"': '"', "?": "?",
}  # fmt: skip
_ESCAPED = re.compile(
    r"\\(?:x(?P<x>[0-9a-fA-F]{1,2})|u(?P<u>[0-9a-fA-F]{1,4})|U(?P<U>[0-9a-fA-F]{1,8})"
    r"|(?P<octal>[0-7]{1,3})|(?P<one>.))",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Command:
    """A curl command and the text below it; lines count from 1.

    `words` are None if a quote is not closed.
    """

    words: tuple[str, ...] | None
    line: int
    column: int
    tail: str
    tail_line: int


def starts_command(line: str) -> bool:
    """Whether a line begins with `curl`, perhaps after a prompt."""
    return _PROMPT.match(line) is not None


def commands_in(text: str) -> Iterator[Command]:
    """Yield the curl commands of a text, each with what stands below it."""
    lines = text.split("\n")
    index = next((at for at, line in enumerate(lines) if starts_command(line)), len(lines))
    while index < len(lines):
        found = _PROMPT.match(lines[index])
        assert found is not None, "a command begins here"
        words, after = _words(lines, index, found.start(1))
        end = after
        while end < len(lines) and not starts_command(lines[end]):
            end += 1
        tail = "\n".join(lines[after:end])
        yield Command(words, index + 1, found.start(1) + 1, tail, after + 1)
        index = end


def _words(lines: list[str], start: int, column: int) -> tuple[tuple[str, ...] | None, int]:
    """The words of a command, and the index of the line after it."""
    text = lines[start][column:]
    for index in range(start, len(lines)):
        text = f"{text}\n{lines[index]}" if index > start else text
        if re.search(r"[\\^`]\s*$", lines[index]) and index + 1 < len(lines):
            continue
        try:
            return tuple(_until_end(shlex.split(_plain(text)))), index + 1
        except ValueError:
            continue  # a quote that a later line closes
    return None, start + 1


def _plain(text: str) -> str:
    """A command without continued lines and carets, and with `$'…'` in plain quotes."""
    if re.search(r"\^\s*\n", text):
        text = re.sub(r"\^(.)", r"\1", re.sub(r"\^[ \t]*\n", " ", text))
    text = re.sub(r"`[ \t]*\n", " ", text)
    text = re.sub(r"\\[ \t]*\n", " ", text) if "$'" not in text else text
    return _without_ansi(text)


def _without_ansi(text: str) -> str:
    """Replace ANSI-C quotes by plain ones; other quotes stay as they are."""
    parts = re.findall(
        r"""\$'(?:\\.|[^'\\])*'|'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^'"\\$]+|.""", text, re.DOTALL
    )
    return "".join(_quoted(part) for part in parts)


def _quoted(part: str) -> str:
    if part.startswith("$'") and len(part) > 2:
        return shlex.quote(_ESCAPED.sub(_character, part[2:-1]))
    return " " if part == "\\\n" else part


def _character(found: re.Match[str]) -> str:
    code = found["x"] or found["u"] or found["U"]
    if code or found["octal"]:
        number = int(code, 16) if code else int(found["octal"], 8)
        return chr(number) if number < 0x110000 else ""
    return _ESCAPES.get(found["one"], f"\\{found['one']}")


def _until_end(words: list[str]) -> Iterator[str]:
    """The words up to a pipe or the next command."""
    for word in words:
        if word in _ENDS:
            return
        yield word.removesuffix(";") if word.endswith(";") and len(word) > 1 else word

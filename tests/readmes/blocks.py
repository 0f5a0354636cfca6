"""Reads the code blocks of Markdown: which of them run, and why the others do not.

A block runs unless a comment right before it says why it cannot: `<!-- no-run: a signature -->`.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt

_MARK = re.compile(r"<!--\s*no-run\b(?P<rest>.*?)-->", re.DOTALL)
_REASON = re.compile(r":\s*(?P<reason>\S.*?)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its language, its text, its line, and why it does not run, or "" if it does."""

    language: str
    text: str
    line: int
    reason: str


def read_blocks(markdown: str) -> list[Block]:
    """Return all blocks with a language, in order.

    Raises:
        ValueError: a mark has no reason, or no block follows it.
    """
    tokens = MarkdownIt("commonmark").parse(markdown)
    reasons: dict[int, str] = {}
    for at, (token, after) in enumerate(pairwise([*tokens, None])):
        assert token is not None
        if token.type == "html_block" and (mark := _MARK.search(token.content)):
            line = (token.map or [0])[0] + 1
            found = _REASON.fullmatch(mark["rest"])
            if found is None:
                raise ValueError(f"line {line}: `no-run` gives no reason")
            if after is None or after.type != "fence":
                raise ValueError(f"line {line}: `no-run` stands before no block of code")
            reasons[at + 1] = found["reason"]
    return [
        Block(token.info.strip(), token.content, (token.map or [0])[0] + 1, reasons.get(at, ""))
        for at, token in enumerate(tokens)
        if token.type == "fence" and token.info.strip()
    ]


def running(markdown: str, language: str = "python") -> list[Block]:
    """Return the blocks of a language that run."""
    return [one for one in read_blocks(markdown) if one.language == language and not one.reason]


def signatures(markdown: str) -> list[str]:
    """Return the blocks that are the signature of a method."""
    return [one.text for one in read_blocks(markdown) if one.reason == "a signature"]


def described(markdown: str) -> list[str]:
    """Return the names of the methods that the README of a package describes in full."""
    return re.findall(r"^(?:### `|<summary><code>)(\w+)(?:`$|</code>: )", markdown, re.MULTILINE)


def addresses(markdown: str) -> list[str]:
    """Return where all links lead."""
    inline = (one for one in MarkdownIt("commonmark").parse(markdown) if one.type == "inline")
    children = (child for one in inline for child in one.children or ())
    return [str(one.attrs["href"]) for one in children if one.type == "link_open"]

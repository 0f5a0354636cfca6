"""Records saved documentation pages, so that evidence can cite their lines.

The lines are those of the file as it was saved, as editors number them; in a page of HTML these are
lines of its source. The hash is that of the file's bytes. The page itself is not copied.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from corrigenda.corrections import Page
from corrigenda.documents import read_text
from corrigenda.problems import Place, Problem, gather, raise_any

_ADDRESS = re.compile(r"https?://[^\s<>\"'()\\^`{|}\x00-\x1f\x7f]+")
_FEW, _WIDE = 40, 2_000
"""A page of fewer lines that has a wider one is too coarse to be cited."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page by its key in `[pages]`. `is_placed` says whether its address is known."""

    key: str
    page: Page
    is_placed: bool
    notes: tuple[str, ...]


def read_saved_pages(paths: Sequence[Path]) -> list[SavedPage]:
    """Read saved pages of HTML or text; keys are the names of the files.

    Raises:
        ProblemsError: a file is missing, is not UTF-8, or is empty.
    """
    keys = _keys(paths)
    return gather(partial(_read, key, path) for key, path in zip(keys, paths, strict=True))


def _keys(paths: Iterable[Path]) -> list[str]:
    keys: list[str] = []
    for path in paths:
        stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "page"
        number, key = 2, stem
        while key in keys:
            key, number = f"{stem}-{number}", number + 1
        keys.append(key)
    return keys


def _read(key: str, path: Path) -> SavedPage:
    text = read_text(path)
    if not text.strip():
        fix = "save the page again, with its content"
        raise_any([Problem(Place(path), "the page is empty", fix)])
    is_html = _is_html(path, text)
    head = _head(text) if is_html else _Head(title=_first_heading(text))
    title = " ".join(head.title.split()) or path.stem
    address = head.address or f"https://replace-me.invalid/{key}"
    lines = text.removesuffix("\n").split("\n")
    page = Page(title, address, len(lines), sha256(path.read_bytes()).hexdigest())
    return SavedPage(key, page, bool(head.address), tuple(_notes(key, path, lines, is_html, head)))


def _notes(
    key: str, path: Path, lines: Sequence[str], is_html: bool, head: "_Head"
) -> Iterable[str]:
    if is_html:
        yield f"the lines of page `{key}` are those of the HTML source, as editors number them"
        if len(lines) < _FEW and max(map(len, lines)) > _WIDE:
            yield f"{path} has long lines, which evidence cannot tell apart: save it as text"
    if not head.address:
        yield f"{path} does not say its address: write it to `[pages.{key}]` in provider.toml"


def _is_html(path: Path, text: str) -> bool:
    is_named_so = path.suffix.lower() in (".html", ".htm", ".xhtml")
    return is_named_so or re.match(r"\s*<(!doctype html|html)\b", text, re.IGNORECASE) is not None


def _first_heading(text: str) -> str:
    found = re.search(r"^#{1,6}[ \t]+(\S.*?)[ \t]*#*$", text, re.MULTILINE)
    return found[1] if found else ""


@dataclass(slots=True)
class _Head:
    """The title and the address that a page says it has; empty if it does not."""

    title: str = ""
    address: str = ""


def _head(text: str) -> _Head:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    found = reader.found
    titles = ("title", "og:title", "h1")
    addresses = ("canonical", "og:url", "saved from")
    return _Head(
        next((found[key] for key in titles if found.get(key, "").strip()), ""),
        next((found[key] for key in addresses if _ADDRESS.fullmatch(found.get(key, ""))), ""),
    )


@dataclass(slots=True)
class _Marks:
    inside: str = ""
    found: dict[str, str] = field(default_factory=dict[str, str])


class _Reader(HTMLParser):
    """Collects the first title, address and heading of a page."""

    def __init__(self) -> None:
        super().__init__()
        self._marks = _Marks()

    @property
    def found(self) -> dict[str, str]:
        return self._marks.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag in ("title", "h1") and tag not in self.found:
            self._marks.inside, self.found[tag] = tag, ""
        elif tag == "meta":
            self.found.setdefault(given.get("property", ""), given.get("content", ""))
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.found.setdefault("canonical", given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._marks.inside:
            self._marks.inside = ""

    def handle_data(self, data: str) -> None:
        if self._marks.inside:
            self.found[self._marks.inside] += data

    def handle_comment(self, data: str) -> None:
        """Browsers write where a page comes from: `saved from url=(0023)https://...`."""
        saved = re.search(r"saved from url=\(\d+\)(\S+)", data)
        if saved:
            self.found.setdefault("saved from", saved[1])

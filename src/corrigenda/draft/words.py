"""English words in paths: plural and singular, and names made of them."""

import re

from corrigenda.identifiers import pascal_case

_SINGULAR = {
    "people": "person", "children": "child", "men": "man", "women": "woman", "feet": "foot",
    "statuses": "status", "aliases": "alias", "buses": "bus", "viruses": "virus", "boxes": "box",
    "indices": "index", "vertices": "vertex", "matrices": "matrix", "caches": "cache",
    "movies": "movie", "cookies": "cookie", "ties": "tie", "bonuses": "bonus",
    "campuses": "campus", "analyses": "analysis", "bases": "base", "criteria": "criterion",
}  # fmt: skip
_SAME = frozenset([
    "series", "news", "species", "data", "metadata", "status", "address", "process", "access",
    "progress", "business", "analysis", "basis", "sms", "dns", "gps", "aws", "css", "https",
    "is", "this", "bus", "plus", "bonus", "alias", "canvas", "atlas", "gas", "lens",
    "analytics", "settings", "sales",
])  # fmt: skip


def singular(word: str) -> str:
    """The singular of a word, which may be the last of several: `LineItems`, `line-items`."""
    found = re.fullmatch(r"(.*?)([A-Z]?[a-z]+)", word, re.DOTALL)
    if not found:
        return word
    head, last = found.groups()
    one = _singular(last.lower())
    return head + (one.capitalize() if last[:1].isupper() else one)


def _singular(word: str) -> str:
    if word in _SAME or len(word) < 4:
        return word
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if re.search(r"(ss|sh|ch|x|zz)es$", word):
        return word[:-2]
    return word[:-1] if re.search(r"[^sui]s$", word) else word


def plural(word: str) -> str:
    """The plural of a word that is a singular."""
    if singular(word) != word:
        return word
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|sh|ch|x|z)$", word) else f"{word}s"


def is_plural(word: str) -> bool:
    return singular(word) != word or word.lower() in _SAME


def class_name(word: str) -> str:
    """A word as the name of a schema."""
    return pascal_case(word) or "Item"


def camel(word: str) -> str:
    """A word as the beginning of an `operationId`."""
    name = class_name(word)
    return name[:1].lower() + name[1:]

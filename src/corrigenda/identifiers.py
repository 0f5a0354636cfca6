"""Turns the names of a schema into words that Python accepts: always, and in one way.

It knows Python's rules for identifiers (the language reference, 2.3, and PEP 3131), and nothing of
structs, clients or schemas; it does not compare names with each other. Newer versions of Python
know more letters, so it keeps only those that all of them know.
"""

import re
from collections.abc import Callable
from hashlib import sha256
from unicodedata import normalize, ucd_3_2_0

LONGEST = 80
"""A longer name is cut and ends with a hash of the whole. What is added later has 20 characters."""

_SIGNS = {
    **{"!": "not", '"': "quote", "#": "number", "$": "dollar", "%": "percent", "&": "ampersand"},
    **{"'": "apostrophe", "(": "open", ")": "close", "*": "star", "+": "plus", ",": "comma"},
    **{"-": "minus", ".": "dot", "/": "slash", ":": "colon", ";": "semicolon", "<": "less"},
    **{"=": "equal", ">": "greater", "?": "question", "@": "at", "[": "open", "\\": "backslash"},
    **{"]": "close", "^": "caret", "_": "underscore", "`": "backtick", "{": "open", "|": "bar"},
    **{"}": "close", "~": "tilde", " ": "space"},
}


def snake_case(name: str) -> str:
    """Turn `createInvoice`, `create-invoice` or `CreateInvoice` into `create_invoice`.

    The result is never empty, is normalized (NFKC), and may begin with a digit or be a keyword.
    """
    spaced = "".join(_with_boundaries(_spelled(name)))
    return _cut(_joined(_cased(spaced, str.lower)), name)


def upper_case(name: str) -> str:
    """Turn `partiallyPaid` into `PARTIALLY_PAID`; what has no small letters keeps its words."""
    spelled = _spelled(name)
    words = spelled if spelled == spelled.upper() else snake_case(name)
    return _cased(_cut(_joined(_cased(words, str.upper)), name), str.upper)


def pascal_case(name: str) -> str:
    """Turn `order_line` or `order.line` into `OrderLine`; other capitals stay as they are."""
    words = _joined(_plain(_spelled(name))).split("_")
    joined = _plain("".join(_cased(part[:1], str.upper) + part[1:] for part in words))
    return _cut(joined, name, "")


def starts(name: str) -> bool:
    """Whether a name may begin so: with a letter, as no identifier of a schema begins with `_`."""
    return name[:1].isidentifier() and name[:1] != "_"


def _spelled(name: str) -> str:
    """The name with only the letters and digits of identifiers; signs that mean something as words.

    A sign means something before the whole name (`+1`, `-created`), or if there is nothing else.
    """
    text = normalize("NFKC", name)
    plain = _plain(text)
    if not _joined(plain):
        return "_".join(_SIGNS.get(one, f"u{ord(one):x}") for one in name[:LONGEST]) or "empty"
    if text[0] in "+-":
        return f"{_SIGNS[text[0]]}_{plain}"
    return plain


def _plain(text: str) -> str:
    """The normalized text with an underscore for each character that no identifier has."""
    text = normalize("NFKC", text)
    return "".join(one if f"a{one}".isidentifier() and _is_old(one) else "_" for one in text)


def _is_old(letter: str) -> bool:
    """Whether Unicode 3.2 has the letter, as the tables of every version of Python do."""
    return ucd_3_2_0.category(letter) != "Cn"


def _cased(text: str, change: Callable[[str], str]) -> str:
    """The text in another case; a letter stays as it is if its counterpart is newer than itself."""
    changed = [(one, _plain(change(one))) for one in text]
    return normalize("NFKC", "".join(one if "_" in new else new for one, new in changed))


def _joined(text: str) -> str:
    """The words with one underscore between them, none around, and no mark without its letter."""
    text = re.sub(r"_+", "_", text)
    while text and not starts(text) and not text[0].isdecimal():
        text = text[1:]
    return text.rstrip("_")


def _with_boundaries(text: str) -> list[str]:
    """The characters, with an underscore before each word of `camelCase` or `HTTPServer`."""
    parts: list[str] = []
    for at, one in enumerate(text):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        is_new = before.islower() or before.isdecimal() or (before.isupper() and after.islower())
        parts.append(f"_{one}" if one.isupper() and is_new else one)
    return parts


def _cut(text: str, whole: str, join: str = "_") -> str:
    """The text, or its beginning and a hash of the whole name if it is too long."""
    if len(text) <= LONGEST:
        return text
    mark = sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{text[: LONGEST - 9].rstrip('_')}{join}{mark}"

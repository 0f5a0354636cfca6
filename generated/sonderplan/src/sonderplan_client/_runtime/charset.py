"""Turns the bytes of a body into UTF-8 that a JSON parser accepts, and says what was changed.

JSON is UTF-8, but one byte of another encoding in one field would make a whole page unreadable. So
a byte-order mark is removed, the charset that the response declares is read, and what cannot be
read becomes U+FFFD, the replacement character. Bytes that are UTF-8 are read as such, whatever is
declared: text in another encoding is hardly ever valid UTF-8.

Source: RFC 8259, 8.1 and 8.2.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from .bounds import STRING

_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)

# Encodings of text that a service may declare; Python also knows some that run code-like escapes.
_KNOWN = re.compile(
    r"utf-(8|16|32)(-[lb]e)?|iso8859-\d+|ascii|cp\d+|koi8-[ru]|mac-roman"
    r"|gb2312|gbk|gb18030|big5(hkscs)?|shift_jis|euc_(jp|kr)"
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # it begins like the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def declared_charset(headers: Mapping[str, str]) -> str | None:
    """Return the charset of ``Content-Type`` by Python's name; None if it is not a known one.

    ``headers`` have lower-case names.
    """
    content_type = headers.get("content-type", "")
    if "=" not in content_type:  # no parameter at all, as for most JSON
        return None
    found = _CHARSET.search(content_type)
    try:
        name = codecs.lookup(found[1]).name if found else ""
    except LookupError:
        return None
    return name if _KNOWN.fullmatch(name) else None


def to_text(body: bytes, charset: str | None = None) -> tuple[str, list[str]]:
    """Decode a body, and return the text and how it differs from plain UTF-8.

    Args:
        body: the bytes.
        charset: Python's name of the charset that the response declares.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            text, wrong = _decode(body[len(mark) :] if name == "utf-8" else body, name)
            return text, [f"the text begins with a byte-order mark ({name})", *wrong]
    wide = _wide(body)
    if wide:
        text, wrong = _decode(body, wide)
        return text, [f"the text is {wide}, not UTF-8", *wrong]
    text, wrong = _decode(body, "utf-8")
    if charset in (None, "utf-8", "ascii") or (not wrong and text.isascii()):
        return text, wrong
    if not wrong:
        return text, [f"the text is UTF-8, although the response declares {charset}"]
    text, wrong = _decode(body, str(charset))
    return text, [f"the text is {charset}, as declared, not UTF-8", *wrong]


def _wide(body: bytes) -> str:
    """Return the encoding of JSON without mark whose characters take several bytes, or ``""``."""
    # JSON begins with ASCII, so its zero bytes tell (RFC 4627, 3).
    zeros = tuple(byte == 0 for byte in body[:4])
    if len(zeros) == 4 and zeros in ((True, True, True, False), (False, True, True, True)):
        return "utf-32-be" if zeros[0] else "utf-32-le"
    if len(zeros) >= 2 and zeros[0] is not zeros[1] and len(body) % 2 == 0:
        return "utf-16-be" if zeros[0] else "utf-16-le"
    return ""


def _decode(body: bytes, name: str) -> tuple[str, list[str]]:
    try:
        return body.decode(name), []
    except UnicodeDecodeError as error:
        said = f"byte {error.start} cannot be read as {name}; such bytes are read as U+FFFD"
    return body.decode(name, "replace"), [said]


# The last two alternatives take escapes, whole pairs among them, that need no repair.
_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)
_STRING = re.compile(STRING, re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x1f]")


def repair(body: bytes) -> tuple[bytes, list[str]]:
    """Repair the strings of JSON that a parser rejects, and return how they differ from JSON."""
    said: list[str] = []
    if re.search(rb"\\u[dD][89a-fA-F]", body):
        fixed = _whole(body)
        said += ["a surrogate without its other half is read as U+FFFD"] if fixed != body else []
        body = fixed
    if _CONTROL.search(body):
        fixed = _STRING.sub(_escaped, body)
        said += ["a string holds control characters"] if fixed != body else []
        body = fixed
    return body, said


def _whole(body: bytes) -> bytes:
    # In place, as both are six bytes: ``sub`` would hold an object for each escape.
    fixed = bytearray(body)
    for escape in _ESCAPE.finditer(body):
        if escape["lone"]:
            fixed[escape.start() : escape.end()] = rb"\ufffd"
    return bytes(fixed)


def _escaped(string: re.Match[bytes]) -> bytes:
    # One ``sub`` would hold an object for each character, of which there may be millions.
    escaped = string[0]
    for code in range(32):
        escaped = escaped.replace(bytes((code,)), b"\\u%04x" % code)
    return escaped

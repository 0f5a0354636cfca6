"""Takes the credentials out of examples before anything else looks at them.

Where a credential stands (a header, a query parameter, a member of a body) is kept, since the
document describes it. Its value becomes `REDACTED`, wherever it occurs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote, quote_plus, unquote

from corrigenda.draft.exchange import Body, Exchange, Pairs
from corrigenda.trees import is_array, is_object

BLOT = "REDACTED"

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SECRET_WORDS = frozenset([
    "token", "tokens", "secret", "secrets", "password", "passwd", "passphrase", "pwd",
    "apikey", "jwt", "signature", "sig", "authorization", "credential", "credentials",
    "bearer", "otp", "pin", "cvv", "cvc", "session", "sessionid", "csrf", "xsrf", "passcode",
    "privatekey", "accesskey",
])  # fmt: skip
_KEYED = frozenset([
    "api", "access", "auth", "app", "application", "subscription", "account", "master",
    "admin", "private", "secret", "client", "developer", "encryption", "signing", "shared",
    "license", "x",
])  # fmt: skip
_CURSORS = frozenset([
    "page", "next", "previous", "prev", "continuation", "continue", "sync", "cursor", "skip",
    "pagination", "type", "types",
])  # fmt: skip
_COUNTS = frozenset([
    "count", "counts", "limit", "max", "min", "used", "total", "expires", "expiry",
    "expiration",
])  # fmt: skip
_KNOWN = re.compile(
    r"""eyJ[\w-]{8,}\.[\w-]+\.[\w-]*            # a JSON web token
    |\b(?:sk|pk|rk)_(?:live|test)_\w{8,}|\bgh[pousr]_\w{20,}|\bxox[abprs]-[\w-]{10,}
    |\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\bglpat-[\w-]{16,}|\bsk-[\w-]{20,}|\bSG\.[\w-]+\.[\w-]+
    |\b\d{6,}:[\w-]{30,}                         # the token of a bot
    |-----BEGIN[ A-Z]*PRIVATE\ KEY-----.*?(?:-----END[ A-Z]*-----|$)""",
    re.VERBOSE | re.DOTALL,
)
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}")
_USERINFO = re.compile(r"(://)[^/\s@?#]+@")
_QUERY = re.compile(r"([?&;#]|\A)([\w.\-\[\]%]+)=([^&#\s\"'<>;]+)")
_SHORTEST = 6


def is_secret(name: str) -> bool:
    """Whether a header, a parameter or a member of this name holds a credential."""
    words = [one.lower() for one in _WORDS.findall(name)]
    if not words or _CURSORS & set(words) or _COUNTS & set(words):
        return False
    if words[-1] in ("id", "ids", "url", "uri", "name", "at", "in", "date", "status"):
        return words[-2:] == ["session", "id"]
    if "".join(words) in _SECRET_WORDS or _SECRET_WORDS & set(words):
        return True
    return "key" in words and bool(_KEYED & set(words[: words.index("key")]))


def without_secrets(exchanges: Sequence[Exchange]) -> tuple[list[Exchange], list[str]]:
    """The exchanges with every credential replaced, and a note if there was any."""
    known = sorted({one for each in exchanges for one in _secrets_of(each)}, key=len, reverse=True)
    clean = [_clean(one, known) for one in exchanges]
    note = f"values of credentials are replaced by `{BLOT}`"
    return clean, [note] if clean != list(exchanges) else []


def _secrets_of(one: Exchange) -> set[str]:
    """The values that are credentials by their names, long enough to be told from words."""
    found = {value for name, value in one.query if is_secret(name)}
    for name, value in one.headers:
        if name.lower() in ("cookie", "authorization", "proxy-authorization") or is_secret(name):
            found |= {value, *re.split(r"[\s;,=:]+", value)}
    for body in (one.body, one.response.body if one.response else None):
        if body is not None:
            found |= {*_members(body.value), *_fields(body)}
    return {text for text in found if len(text) >= _SHORTEST and not _is_placeholder(text)}


def _is_placeholder(text: str) -> bool:
    return text.lower() in ("bearer", "basic", "digest", "apikey", "session", "session_id", "token")


def _members(value: Any) -> Iterator[str]:
    """The secrets in a body: in members of JSON, or in the fields of a form."""
    if is_object(value):
        for key, each in value.items():
            if is_secret(key) and isinstance(each, str):
                yield each
            else:
                yield from _members(each)
    elif is_array(value):
        for each in value:
            yield from _members(each)


def _fields(body: Body) -> Iterator[str]:
    pairs: Any = body.value if body.kind in ("form", "multipart") else ()
    for key, value in pairs:
        if is_secret(str(key)) and value is not None:
            yield str(value)


def _clean(one: Exchange, known: Sequence[str]) -> Exchange:
    response = one.response
    if response is not None and response.body is not None:
        response = replace(response, body=_clean_body(response.body, known))
    body = one.body if one.body is None else _clean_body(one.body, known)
    return replace(
        one,
        path=_text(one.path, _unlike_words(known)),
        query=_pairs(one.query, known),
        headers=tuple(_header(name, value, known) for name, value in one.headers),
        body=body,
        response=response,
    )


def _header(name: str, value: str, known: Sequence[str]) -> tuple[str, str]:
    lower = name.lower()
    if lower in ("authorization", "proxy-authorization"):
        scheme, space, _rest = value.partition(" ")
        is_scheme = space and scheme.lower() in ("bearer", "basic")
        return name, f"{scheme.title()} {BLOT}" if is_scheme else BLOT
    if lower == "cookie" or is_secret(name):
        return name, BLOT
    return name, _text(value, known)


def _pairs(pairs: Pairs, known: Sequence[str]) -> Pairs:
    return tuple((key, BLOT if is_secret(key) else _text(each, known)) for key, each in pairs)


def _clean_body(body: Body, known: Sequence[str]) -> Body:
    if body.kind in ("form", "multipart"):
        pairs: Any = body.value
        blotted = [
            (key, None if each is None else BLOT if is_secret(key) else _text(each, known))
            for key, each in pairs
        ]
        return replace(body, value=tuple(blotted))
    return replace(body, value=_value(body.value, known))


def _value(value: Any, known: Sequence[str]) -> Any:
    if is_object(value):
        return {
            _text(key, _unlike_words(known)): (
                _blotted(each) if is_secret(key) else _value(each, known)
            )
            for key, each in value.items()
        }
    if is_array(value):
        return [_value(each, known) for each in value]
    return _text(value, known) if isinstance(value, str) else value


def _unlike_words(known: Sequence[str]) -> list[str]:
    """The secrets that are no words, which a path or the name of a member may be."""
    return [one for one in known if not re.fullmatch(r"[A-Za-z_]+", one)]


def _blotted(value: Any) -> Any:
    """A secret of the same type, so that the schema stays that of the service."""
    if isinstance(value, bool) or value is None or value == "":
        return value
    if isinstance(value, str):
        return BLOT
    if is_array(value):
        return [_blotted(each) for each in value]
    if is_object(value):
        return {key: _blotted(each) for key, each in value.items()}
    return 0 if isinstance(value, int) else 0.5


def _text(text: str, known: Sequence[str]) -> str:
    for secret in known:
        for spelled in {secret, quote(secret, safe=""), quote_plus(secret)}:
            text = text.replace(spelled, BLOT)
    text = _BEARER.sub(rf"\1 {BLOT}", _KNOWN.sub(BLOT, text))
    if "=" in text:
        text = _QUERY.sub(_query, text)
    return _USERINFO.sub(r"\1", text) if "@" in text else text


def _query(found: re.Match[str]) -> str:
    value = BLOT if is_secret(unquote(found[2])) else found[3]
    return f"{found[1]}{found[2]}={value}"

"""Reads the words of a curl command: its options, their values and its address.

Source: the manual page of curl 8.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_VALUED = {
    "X": "request", "H": "header", "d": "data", "F": "form", "u": "user", "b": "cookie",
    "A": "user-agent", "e": "referer", "o": "output", "w": "write-out", "m": "max-time",
    "x": "proxy", "E": "cert", "c": "cookie-jar", "T": "upload-file", "D": "dump-header",
    "K": "config", "r": "range", "U": "proxy-user", "y": "speed-time", "Y": "speed-limit",
    "C": "continue-at", "z": "time-cond", "t": "telnet-option", "Q": "quote", "P": "ftp-port",
}  # fmt: skip
_VALUED_ONLY_LONG = frozenset([
    "data-raw", "data-binary", "data-urlencode", "data-ascii", "json", "url", "url-query",
    "oauth2-bearer", "form-string", "connect-timeout", "retry", "retry-delay",
    "retry-max-time", "cacert", "capath", "key", "key-type", "cert-type", "pass", "resolve",
    "ciphers", "tls-max", "limit-rate", "max-redirs", "interface", "noproxy", "connect-to",
    "proxy-header", "stderr", "aws-sigv4", "dns-servers", "doh-url", "unix-socket",
    "abstract-unix-socket", "keepalive-time", "local-port", "max-filesize", "pinnedpubkey",
    "preproxy", "socks5", "socks5-hostname", "socks4", "socks4a", "proto", "proto-default",
    "proto-redir", "expect100-timeout", "trace", "trace-ascii", "rate", "output-dir",
    "variable", "curves", "tls13-ciphers", "crlfile", "delegation", "service-name",
    "happy-eyeballs-timeout-ms", "engine", "netrc-file", "hsts", "alt-svc", "etag-save",
    "etag-compare", "create-file-mode", "proxy-user",
])  # fmt: skip
_VALUES = frozenset(_VALUED.values()) | _VALUED_ONLY_LONG
_REFUSED = frozenset(["upload-file", "config", "aws-sigv4", "variable"])
_SHORT = {"G": "get", "I": "head"}


@dataclass(slots=True)
class Options:
    """The options of a command in order, and its addresses. `refused` are those not understood."""

    given: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    addresses: list[str] = field(default_factory=list[str])
    refused: list[str] = field(default_factory=list[str])

    def all(self, *names: str) -> list[str]:
        return [value for name, value in self.given if name in names]

    def last(self, name: str) -> str | None:
        found = self.all(name)
        return found[-1] if found else None

    def has(self, name: str) -> bool:
        return any(name == one for one, _value in self.given)


def read_options(words: Sequence[str]) -> Options:
    """Read the words after `curl`."""
    options = Options()
    left = iter(words)
    for word in left:
        if word == "--":
            options.addresses += list(left)
        elif word.startswith("--"):
            _long(word[2:], left, options)
        elif word.startswith("-") and len(word) > 1:
            _short(word[1:], left, options)
        elif word.strip():
            options.addresses.append(word.strip())
    options.addresses += options.all("url")
    return options


def _long(word: str, left: Iterator[str], options: Options) -> None:
    name, equals, value = word.partition("=")
    if name in _VALUES:
        _add(options, name, value if equals else next(left, None))
    else:
        options.given.append((name, ""))


def _short(letters: str, left: Iterator[str], options: Options) -> None:
    """Letters in one word: `-sSX POST`, `-XPOST`."""
    for index, letter in enumerate(letters):
        if letter in _VALUED:
            rest = letters[index + 1 :]
            _add(options, _VALUED[letter], rest or next(left, None))
            return
        options.given.append((_SHORT.get(letter, letter), ""))


def _add(options: Options, name: str, value: str | None) -> None:
    if value is None or name in _REFUSED:
        options.refused.append(name)
    else:
        options.given.append((name, value))

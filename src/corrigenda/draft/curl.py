"""Reads curl commands, as documentation prints them and browsers copy them, with their responses.

A response stands below its command: JSON alone, or after a status line and headers as `curl -i`
prints them. No file that a command names is read.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, quote_plus

from corrigenda.draft.bodies import FORM, JSON, MULTIPART, body_of, place_in
from corrigenda.draft.exchange import Body, Examples, Exchange, Pairs, Response, split_url
from corrigenda.draft.options import Options, read_options
from corrigenda.draft.shell import Command, commands_in, starts_command
from corrigenda.problems import Place, Problem, ProblemsError, gather, raise_any

_STATUS = re.compile(r"HTTP/[\d.]+ (\d{3})\b.*")
_VARIABLE = re.compile(r"(?:\$\{?\w+\}?|\{\{\s*\w+\s*\}\}|<[\w -]+>)(?=/|$)")
_METHOD = re.compile(r"[A-Z]+")
_DATA = ("data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json")


def has_curl(text: str) -> bool:
    """Whether a line of a text begins with `curl`, perhaps after a prompt."""
    return any(map(starts_command, text.split("\n")))


def read_curl(path: Path, text: str) -> Examples:
    """Read every command of a text, with the response below it.

    Raises:
        ProblemsError: a command or a response cannot be read.
    """
    return Examples(tuple(gather(partial(_read, path, one) for one in commands_in(text))))


def _read(path: Path, command: Command) -> Exchange:
    place = Place(path, command.line, command.column)
    if command.words is None:
        raise ProblemsError([Problem(place, "a quote of the command is not closed", "close it")])
    options = read_options(command.words[1:])
    raise_any(_option_problems(place, options))
    origin, target, query, userinfo = _address(place, options.addresses[0])
    headers = tuple(_headers(options))
    body, data_query = _sent(options, headers, place)
    return Exchange(
        place=place,
        method=_method(options, body),
        origin=origin,
        path=target,
        query=(*query, *data_query),
        headers=headers,
        body=body,
        response=_response(path, command),
        basic=userinfo or options.has("user"),
    )


def _option_problems(place: Place, options: Options) -> Iterator[Problem]:
    for name in options.refused:
        fix = f"delete `--{name}`, or give what it stands for"
        yield Problem(place, f"`--{name}` of the command cannot be used here", fix)
    if len(options.addresses) != 1:
        message = f"the command has {len(options.addresses)} addresses instead of one"
        yield Problem(place, message, "give one `https://…` for each command, and quote values")
    for name, value in options.given:
        if name in ("data", "data-binary", "json") and value.startswith("@"):
            message = f"`--{name}` names a file, which is not read"
            yield Problem(place, message, "put the content of the file in its place")
    method = options.last("request")
    if method is not None and not _METHOD.fullmatch(method.upper()):
        yield Problem(place, "`-X` has no HTTP method", "give one such as `POST`")


def _address(place: Place, text: str) -> tuple[str, str, Pairs, bool]:
    """Origin, path and query of an address, and whether it has a user."""
    variable = _VARIABLE.match(text)
    if variable:  # the origin is in a variable
        text = "https:///" + text[variable.end() :].lstrip("/")
    elif "://" not in text:
        text = f"{'http' if text.startswith('localhost') else 'https'}://{text}"
    try:
        url = split_url(text)
        host, port = url.hostname or "", url.port
    except ValueError:
        fix = "write it as `https://host/path`"
        raise ProblemsError([Problem(place, "the address is not a URL", fix)]) from None
    origin = f"{url.scheme}://{host}{f':{port}' if port else ''}" if host else ""
    query = tuple(parse_qsl(url.query, keep_blank_values=True))
    return origin, url.path or "/", query, url.username is not None


def _headers(options: Options) -> Iterator[tuple[str, str]]:
    for header in options.all("header"):
        name, colon, value = header.partition(":")
        if colon and name.strip() and value.strip():
            yield name.strip(), value.strip()
    for token in options.all("oauth2-bearer"):
        yield "Authorization", f"Bearer {token}"


def _sent(options: Options, headers: Pairs, place: Place) -> tuple[Body | None, Pairs]:
    """The body, and what `-G` moves from it into the query."""
    media_type = next((value for name, value in headers if name.lower() == "content-type"), "")
    forms = options.all("form", "form-string")
    if forms:
        return Body("multipart", MULTIPART, tuple(map(_part, forms))), ()
    parts = [_data(name, value) for name, value in options.given if name in _DATA]
    text = "&".join(parts) if not options.has("json") else "".join(parts)
    moved = tuple(parse_qsl("&".join(options.all("url-query")), keep_blank_values=True))
    if options.has("get"):
        return None, (*moved, *parse_qsl(text, keep_blank_values=True))
    if not text.strip():
        return None, moved
    media_type = media_type or (JSON if options.has("json") else "")
    return body_of(text, media_type or FORM, lambda _offset: place), moved


def _data(name: str, value: str) -> str:
    if name != "data-urlencode":
        return value if name != "data" else value.strip("\r\n")
    key, equals, content = value.partition("=")
    return f"{key}={quote_plus(content)}" if equals and key else quote_plus(content or key)


def _part(text: str) -> tuple[str, str | None]:
    name, _equals, value = text.partition("=")
    return name, None if value[:1] in ("@", "<") else value.partition(";type=")[0].strip('"')


def _method(options: Options, body: Body | None) -> str:
    given = options.last("request")
    if given:
        return given.upper()
    return "HEAD" if options.has("head") else "POST" if body else "GET"


def _response(path: Path, command: Command) -> Response | None:
    """The response below a command: JSON, perhaps after a status line and headers."""
    lines = command.tail.split("\n")
    start, status, media_type = 0, None, ""
    while start < len(lines):
        line = lines[start].strip()
        found = _STATUS.fullmatch(line)
        if found:
            status = int(found[1])
        elif line[:1] in ("{", "["):
            break
        elif line.lower().startswith("content-type:") and status:
            media_type = line.partition(":")[2].strip()
        elif not (_is_aside(line) or (status and re.match(r"[\w-]+:", line))):
            place = Place(path, command.tail_line + start)
            message = "this is neither a curl command nor a JSON response"
            raise_any([Problem(place, message, "delete it, or start the line with `#`")])
        start += 1
    text = "\n".join(lines[start:])
    kept = _without_asides(text)
    if not kept.strip():
        return None if status is None else Response(status, None)
    at = place_in(Place(path, command.tail_line + start), kept)
    return Response(status, body_of(kept, media_type or JSON, at))


def _is_aside(line: str) -> bool:
    """A blank line, a comment, a fence of Markdown, or an empty prompt."""
    return not line or line.startswith(("#", "//", "```", "~~~")) or line in ("$", "%", ">")


def _without_asides(text: str) -> str:
    lines = text.split("\n")
    while lines and _is_aside(lines[-1].strip()):
        lines.pop()
    return "\n".join(lines)

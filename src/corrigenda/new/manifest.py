"""Writes the `provider.toml` of a new provider, with comments that say what one may change."""

import json
from collections.abc import Iterator, Mapping, Sequence

from corrigenda.new.pages import SavedPage

PLACEHOLDER = "https://replace-me.invalid/graphql"
"""The URL of a service whose schema says no address; no host can ever have this name (RFC 2606)."""


def manifest(
    name: str,
    title: str,
    chosen: str,
    pages: Sequence[SavedPage],
    *,
    is_graphql: bool,
    url: str | None = None,
    scalars: Mapping[str, str] | None = None,
) -> str:
    """The text of the manifest.

    Args:
        name: the class of the client.
        title: what the schema calls itself; the name if that is empty.
        chosen: an entry of `[operations]` that serves as an example.
        pages: the saved pages.
        is_graphql: whether the schema is one of GraphQL, which needs a `[service]`.
        url: the address of a GraphQL service; a placeholder if it is not known.
        scalars: the mapping of each scalar of a GraphQL schema.
    """
    graphql = (_service(url), _scalars(scalars or {}), _CREDENTIALS) if is_graphql else ()
    parts = (_about(name, title), *graphql, _operations(chosen), _PACKAGE, _pages(pages))
    texts = ("".join(f"{line}\n" for line in part) for part in parts)
    return "\n".join(text for text in texts if text)


def _about(name: str, title: str) -> Iterator[str]:
    called = (_plain(title) or name).removesuffix(" API")
    summary = f"Calls the {called} API."
    yield "# What neither the schema nor the overlays can say. An unknown key is an error."
    yield f"name = {_quoted(name)}  # the class of the client: `{name}`, and `Async{name}`"
    yield f"summary = {_quoted(summary)}  # one sentence for the package index"
    yield 'version = "0.1.0"  # of the generated package: raise it when you publish a new one'
    yield '# request_id_headers = ["X-Request-Id"]  # response headers with the id of a request'


def _operations(chosen: str) -> Iterator[str]:
    yield "# [operations]  # the client has all, unless you `include` or `exclude` some"
    yield f"# include = [{_quoted(chosen)}]"


_CREDENTIALS = (
    "# [credentials.token]  # an argument of the client, also read from an environment variable",
    '# header = "Authorization"',
    '# prefix = "Bearer "',
)


_PACKAGE = (
    "# [package]  # what the package index shows; nothing is claimed without it",
    '# license = "MIT"  # another one needs its text, in `LICENSE` beside this file',
    '# authors = [{name = "Ada Lovelace", email = "ada@example.com"}]',
    '# keywords = ["api"]',
    '# urls = {Homepage = "https://example.com"}',
)


def _service(url: str | None) -> Iterator[str]:
    yield "[service]"
    if url is None:
        yield "# PLACEHOLDER: the schema does not say where the service is. Write its URL here, or"
        yield "# pass `base_url=` to the client."
    yield f"url = {_quoted(url or PLACEHOLDER)}"


def _scalars(scalars: Mapping[str, str]) -> Iterator[str]:
    if scalars:
        yield "[scalars]  # date, date-time, decimal, json or string; Float is decimal or double"
    for name, mapping in scalars.items():
        yield f"{name} = {_quoted(mapping)}"


def _pages(pages: Sequence[SavedPage]) -> Iterator[str]:
    if not pages:
        yield "# [pages.docs]  # a page of the documentation, whose lines overlays cite as evidence"
        yield '# title = "Reference"'
        yield '# address = "https://docs.example.com/reference"'
        yield "# lines = 100"
        yield f'# sha256 = "{"0" * 64}"'
    for number, one in enumerate(pages):
        yield from ("",) if number else ()
        yield f"[pages.{one.key}]  # overlays cite its lines; the page itself is not stored"
        yield f"title = {_quoted(_plain(one.page.title))}"
        address = "" if one.is_placed else "  # PLACEHOLDER: write where the page is"
        yield f"address = {_quoted(one.page.address)}{address}"
        yield f"lines = {one.page.lines}"
        yield f"sha256 = {_quoted(one.page.sha256)}"


def _quoted(text: str) -> str:
    """The text as a basic string of TOML, which has the escapes of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    """The text of a schema or a page on one line, without characters that cannot be seen."""
    seen = "".join(one if one.isprintable() and one not in "<>`" else " " for one in text)
    return " ".join(seen.split())[:200]

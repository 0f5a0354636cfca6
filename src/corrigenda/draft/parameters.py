"""Describes the parameters of a path, a query and the headers that an API itself reads.

Query and header parameters are optional: no example shows that a service insists on one.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from corrigenda.draft.exchange import Exchange
from corrigenda.draft.paths import placeholder
from corrigenda.draft.secrets import is_secret
from corrigenda.draft.shapes import string_format
from corrigenda.trees import Object

_PLUMBING = re.compile(
    r"""host|user-agent|accept(-.*)?|connection|keep-alive|content-.*|cookie2?|origin|referer|
    cache-control|pragma|te|trailer|transfer-encoding|upgrade(-.*)?|dnt|date|via|forwarded|expect|
    if-modified-since|if-none-match|priority|range|save-data|dpr|width|viewport-width|downlink|ect|
    rtt|purpose|max-forwards|from|:.*|sec-.*|proxy-.*|access-control-.*|x-forwarded-.*|x-real-ip|
    x-requested-with|traceparent|tracestate|baggage|b3|x-b3-.*|x-amzn-trace-id|x-request-id|
    x-correlation-id|request-id|correlation-id|x-datadog-.*|x-cloud-trace-context|sentry-.*|
    newrelic|uber-trace-id|x-client-.*|x-trace-.*|x-original-.*|postman-token|authorization""",
    re.VERBOSE,
)
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,14})", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,15})?", re.ASCII)


def path_schema(values: Sequence[str]) -> Object:
    """The schema of a path parameter; a placeholder says nothing about it."""
    return text_schema([one for one in values if not placeholder(one)])


def query_parameters(exchanges: Sequence[Exchange]) -> Iterator[Object]:
    """The query parameters of an operation; one that is repeated is a list."""
    every = [one.query for one in exchanges]
    for name in dict.fromkeys(key for pairs in every for key, _value in pairs):
        if not name or is_secret(name):
            continue
        given = [[value for key, value in pairs if key == name] for pairs in every]
        one = text_schema([value for values in given for value in values])
        is_list = name.endswith("[]") or any(len(values) > 1 for values in given)
        schema = {"type": "array", "items": one} if is_list else one
        yield {"name": name, "in": "query", "schema": schema}


def header_parameters(exchanges: Sequence[Exchange]) -> Iterator[Object]:
    """The headers that an API reads, without those of browsers, proxies and tracing."""
    every = [pair for one in exchanges for pair in one.headers if is_of_api(pair[0])]
    for lower in dict.fromkeys(name.lower() for name, _value in every):
        name = next(one for one, _value in every if one.lower() == lower)
        yield {"name": name, "in": "header", "schema": {"type": "string"}}


def is_of_api(name: str) -> bool:
    """Whether a header says something to the API, and is no credential."""
    if not _NAME.fullmatch(name) or is_secret(name):
        return False
    return _PLUMBING.fullmatch(name.lower()) is None


def text_schema(values: Sequence[Any]) -> Object:
    """The schema of values that are written as text: what all of them can be read as."""
    kinds = (("integer", _INTEGER), ("number", _NUMBER), ("boolean", re.compile("true|false")))
    if not values:
        return {"type": "string"}
    for kind, pattern in kinds:
        if all(pattern.fullmatch(one) for one in values):
            return {"type": kind}
    named = string_format(values)
    return {"type": "string", "format": named} if named else {"type": "string"}

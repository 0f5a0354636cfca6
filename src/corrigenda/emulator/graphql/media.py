"""Media types of GraphQL over HTTP: which request bodies are accepted, and the response's type.

An `Accept` header that matches nothing gets JSON, as the specification allows: that helps a client
more than an empty 406.
"""

from collections.abc import Iterable, Sequence

_JSON = "application/json"
_OWN = "application/graphql-response+json"


def takes(content_types: Sequence[str]) -> bool:
    """Whether a body of this type is accepted: JSON, with charset UTF-8 or none."""
    if len(content_types) != 1:
        return False
    kind, *parameters = (part.strip().lower() for part in content_types[0].split(";"))
    return kind == _JSON and all(
        value.strip('"') == "utf-8"
        for name, _, value in (each.partition("=") for each in parameters)
        if name.strip() == "charset"
    )


def answers_with(accept: Iterable[str]) -> str:
    """Return GraphQL's own type if `accept` prefers it to JSON or names it first, else JSON."""
    liked: dict[str, tuple[float, int]] = {}
    ranges = [each for header in accept for each in header.split(",")]
    for place, each in enumerate(ranges):
        kind, *parameters = (part.strip().lower() for part in each.split(";"))
        liked.setdefault(kind, (_quality(parameters), -place))
    own = liked.get(_OWN, (0.0, 0))
    others = [liked[kind] for kind in (_JSON, "application/*", "*/*") if kind in liked]
    return _OWN if own[0] > 0 and own > max(others[:1], default=(0.0, 0)) else _JSON


def _quality(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0

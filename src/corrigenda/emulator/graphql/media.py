"""Media types of GraphQL over HTTP: which bodies are taken, and what an answer is sent as.

Refuses to refuse an `Accept` that fits nothing: the specification allows it, and a client that asks
for too little is better served with JSON than with an empty 406.
"""

from collections.abc import Iterable, Sequence

_JSON = "application/json"
_OWN = "application/graphql-response+json"


def takes(content_types: Sequence[str]) -> bool:
    """Whether a body of this type is taken: JSON, and in UTF-8 if it says anything of that."""
    if len(content_types) != 1:
        return False
    kind, *parameters = (part.strip().lower() for part in content_types[0].split(";"))
    return kind == _JSON and all(
        value.strip('"') == "utf-8"
        for name, _, value in (each.partition("=") for each in parameters)
        if name.strip() == "charset"
    )


def answers_with(accept: Iterable[str]) -> str:
    """GraphQL's own type if it is asked for, and JSON is liked less or named after it."""
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

"""Makes Python names for methods, arguments, attributes, classes and enum members.

It knows which names Python, a struct or a client already uses, but no schema language.
"""

import re
from collections.abc import Container, Iterable
from keyword import iskeyword

OFFERED = ("from_dict", "from_json", "to_dict", "to_json")
"""The methods that every struct has."""


TAKEN = (
    *("bool", "date", "field", "float", "frozenset", "int", "list", "str"),
    *("next_arguments", *OFFERED),
)
"""Names that annotations and defaults in a struct use, or that every struct has."""


CLIENT_METHODS = ("close", "aclose", "raw", "with_options")


METHOD_OPTIONS = ("extra_headers",)
"""Arguments of every method."""


CLIENT_OPTIONS = (
    "base_url",
    "deadline",
    "environment",
    "http_client",
    "max_response_bytes",
    "max_retries",
    "on_drift",
    "on_event",
    "strict",
    "timeout",
)


def snake_case(name: str) -> str:
    """Turn `createInvoice`, `create-invoice` or `CreateInvoice` into `create_invoice`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return re.sub(r"\W+|_+", "_", spaced).strip("_").lower()


def pascal_case(name: str) -> str:
    """Turn `order_line` or `orderLine` into `OrderLine`; other capitals stay as they are."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def python_name(name: str, taken: Container[str] = ()) -> str:
    """The name, with an underscore added if it starts with a digit, is a keyword or is taken."""
    if name[:1].isdigit():
        return f"_{name}"
    return f"{name}_" if iskeyword(name) or name in taken else name


def other_names(names: Iterable[str], taken: Container[str]) -> dict[str, str]:
    """Other attribute names for those names whose own, in snake case, are taken.

    Each is the own name with an underscore, or with more if another name has that one.
    """
    ordered = sorted(set(names), key=lambda name: (name != snake_case(name), name))
    used = {snake_case(name) for name in ordered}
    others: dict[str, str] = {}
    for name in ordered:
        if snake_case(name) in taken:
            other = f"{snake_case(name)}_"
            while other in used:
                other += "_"
            used.add(other)
            others[name] = other
    return others


_OF_THE_CLIENT = frozenset(
    (
        *("accept", "accept-encoding", "connection", "content-length", "content-type", "cookie"),
        *("host", "transfer-encoding", "user-agent"),
    )
)


def header_problem(name: str) -> tuple[str, str] | None:
    """Why a credential cannot be sent in a header of this name, and the fix.

    Source: RFC 9110, 5.1 and 5.6.2.
    """
    if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
        return f"{name!r} cannot be the name of a header", "use ASCII letters, digits and hyphens"
    if name.lower() in _OF_THE_CLIENT:
        return f"the client itself sets the header `{name}`", "use another header"
    return None


def header_value_problem(text: str) -> tuple[str, str] | None:
    """Why a header cannot begin with this text, and the fix."""
    if text.isascii() and text.isprintable():
        return None
    return f"no header can begin with {text!r}", "use printable ASCII characters"


def class_names(names: Iterable[str]) -> dict[str, str]:
    """The class of each named schema: its name in Pascal case, with a number if that is taken."""
    ordered = sorted(names, key=lambda name: name != pascal_case(name))
    found: dict[str, str] = {}
    for name in ordered:
        wanted = pascal_case(re.sub(r"\W+", "_", name)) or "Schema"
        wanted = f"_{wanted}" if wanted[:1].isdigit() else wanted
        free, number = wanted, 2
        while free in found.values():
            free, number = f"{wanted}{number}", number + 1
        found[name] = free
    return found

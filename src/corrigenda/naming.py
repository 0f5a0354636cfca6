"""Makes Python names for methods, arguments, attributes, classes, enum members and options.

`docs/formats.md` has the table of these rules. The same names in the same order always give the
same Python names, which are valid, normalized and all different. A name that already has the form
of Python keeps it; the others follow in order, and one that is in use gets a number. This module
knows which names Python, a struct or a client already uses, but no schema language.
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import count
from keyword import iskeyword

from corrigenda.identifiers import pascal_case as pascal_case
from corrigenda.identifiers import snake_case as snake_case
from corrigenda.identifiers import starts, upper_case
from corrigenda.reserved import CLASSES as CLASSES

OFFERED = ("from_dict", "from_json", "to_dict", "to_json")
"""The methods that every struct has."""


_TYPES = ("bool", "bytes", "dict", "float", "frozenset", "int", "list", "str")
"""The builtin names in annotations; those of modules are imported under another name if needed."""


TAKEN = (*_TYPES, "field", "next_arguments", "property", *OFFERED)
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


_METHODS = frozenset(
    (
        *CLIENT_METHODS,
        *_TYPES,
        "annotations",
        "date",
        "datetime",
        "object",
        "time",
        "timedelta",
        "type",
    )
)
"""Names that a client, or a module with a function for each method, uses itself."""


_PLACES = ("path", "query", "header", "cookie", "body", "variable")


def client_classes(name: str) -> tuple[str, ...]:
    """The classes of a package whose client has this name."""
    return name, f"Async{name}", f"{name}Raw", f"Async{name}Raw"


def is_client_name(name: str) -> bool:
    """Whether a client may have this name; packages have classes of their own, too."""
    is_class = re.fullmatch(r"[A-Z][A-Za-z0-9]*", name) is not None
    return is_class and not iskeyword(name) and CLASSES.isdisjoint(client_classes(name))


def client_name(key: str) -> str:
    """The client of a provider: `AcmePay` for `acme_pay`, `ResponseAPI` for `response`."""
    made = pascal_case(key)
    return made if is_client_name(made) else f"{made}API"


def class_names(names: Sequence[str], taken: Container[str] = ()) -> dict[str, str]:
    """The class of each schema or type: `FooBar` for `foo_bar`, `ResponseModel` for `Response`.

    A name that the package uses gets `Model`, and so does one that ends like the classes that are
    made besides (`OrderDict`, `ListOrdersArguments`); the second of two that are equal gets a `2`.

    Args:
        names: the names in the document, in its order, each once.
        taken: class names of this package, beyond those of every package.
    """

    def plain(name: str) -> str:
        made = pascal_case(name)
        made = made if starts(made) else f"Model{made}"
        made_besides = made.endswith(("Dict", "Arguments"))
        is_taken = iskeyword(made) or made in CLASSES or made in taken
        return f"{made}Model" if is_taken or made_besides else made

    return dict(zip(names, _unlike(names, plain, "", taken), strict=True))


def attribute_names(names: Sequence[str], taken: Container[str] = ()) -> dict[str, str]:
    """The attribute of each property of one struct: `foo_bar` for `fooBar`, `list_` for `list`.

    Args:
        names: the names of the properties, in the order of the document, each once.
        taken: names that the struct uses, beyond those that every struct uses.
    """
    return dict(zip(names, _unlike(names, _snake("field_", TAKEN, taken)), strict=True))


def member_names(values: Sequence[str | int], named: Sequence[str] = ()) -> list[str]:
    """The member of each value of one enum: `PARTIALLY_PAID` for `partiallyPaid`.

    Args:
        values: the values, in the order of the document.
        named: names that the document gives them (`x-enum-varnames`), in the same order; a value
            beyond their end has none.
    """
    texts = [str(one) for one in values]
    given = [*named[: len(texts)], *texts[len(named) :]]
    return _unlike(given, lambda text: _allowed(upper_case(text), "VALUE_"))


def argument_names(arguments: Sequence[tuple[str, str]], taken: Container[str] = ()) -> list[str]:
    """The names of the arguments of one method, in the order in which they are given.

    A name that comes from several places belongs to the first of path, query, header, cookie and
    body; in the others it ends with the place (`id`, `id_query`, `id_body`).

    Args:
        arguments: the place and the name of each; the place of a GraphQL variable is `variable`.
        taken: names that are in use, beyond those of every method.
    """
    plain = _snake("field_", (*TAKEN, *METHOD_OPTIONS, "self"), taken)
    names, used = [""] * len(arguments), set[str]()
    for place in _PLACES:
        chosen = [at for at, argument in enumerate(arguments) if argument[0] == place]
        wires = [arguments[at][1] for at in chosen]
        made = _unlike(wires, _placed(plain, place, frozenset(used)), "_", used)
        for at, name in zip(chosen, made, strict=True):
            names[at] = name
        used.update(made)
    return names


def _placed(plain: Callable[[str], str], place: str, used: Container[str]) -> Callable[[str], str]:
    """The rule of names for one place: those that an earlier place has end with the place."""

    def placed(wire: str) -> str:
        name = plain(wire)
        return f"{name.rstrip('_')}_{place}" if name in used else name

    return placed


def method_names(names: Sequence[str], taken: Container[str] = ()) -> list[str]:
    """The method of each operation: `list_orders` for `listOrders`, `close_` for `close`.

    Names that begin with `iter_` get an underscore, since such methods iterate over lists.

    Args:
        names: the names of the operations, in the order of the document.
        taken: names of methods that the client has, beyond those of every client.
    """
    allowed = _snake("call_", _METHODS, taken)

    def plain(name: str) -> str:
        made = allowed(name)
        return f"{made.rstrip('_')}_" if made.startswith("iter_") else made

    return _unlike(names, plain)


def arguments_classes(methods: Sequence[str]) -> list[str]:
    """The class of the arguments of each method: `ListOrdersArguments` for `list_orders`."""
    return _unlike(methods, lambda name: f"{pascal_case(name)}Arguments", "")


def result_name(name: str) -> str:
    """The variable of an example for an object of a class: `order` for `Order`, `date_`."""
    return _allowed(snake_case(name), "field_", _METHODS, ("client", "page", "print"))


def option_names(names: Sequence[str], taken: Container[str] = ()) -> dict[str, str]:
    """The argument of the client for each credential or variable of a server: `api_key`.

    Args:
        names: the names in the document, in its order, each once.
        taken: names that are in use, beyond those of every client.
    """
    plain = _snake("field_", (*CLIENT_OPTIONS, *_TYPES, "self"), taken)
    return dict(zip(names, _unlike(names, plain, "_", taken), strict=True))


def sent_as(wire: str, name: str) -> str:
    """The sentence of a docstring that says what a name is in JSON, or nothing if that is plain.

    It is plain if the letters and digits of both are the same.
    """
    if _letters(wire) == _letters(name):
        return ""
    said = wire if len(wire) <= 100 else f"{wire[:97]}..."
    is_clear = said.isprintable() and said.strip() == said != "" and "`" not in said
    return f"Sent as `{said}`." if is_clear else f"Sent as {said!a}."


def called(name: str, made: str) -> str:
    """The sentence of a docstring that says what the schema calls a class, if that is not plain."""
    said = sent_as(name, made).removeprefix("Sent as ")
    return f"The schema calls it {said}" if said else ""


def _letters(text: str) -> str:
    kept = text[1:] if text[:1] == "_" else text
    signs = text[:1] if text[:1] in ("+", "-") else ""
    return signs + "".join(one for one in kept if f"a{one}".isidentifier() and one != "_").lower()


def _snake(prefix: str, *taken: Container[str]) -> Callable[[str], str]:
    """The rule of names in snake case that avoid what is taken."""
    return lambda wire: _allowed(snake_case(wire), prefix, *taken)


def _allowed(name: str, prefix: str, *taken: Container[str]) -> str:
    """The name with a letter before its digits, and an underscore if it is a keyword or taken."""
    if not starts(name):
        return f"{prefix}{name}"
    return f"{name}_" if iskeyword(name) or any(name in one for one in taken) else name


def _unlike(
    wires: Sequence[str],
    plain: Callable[[str], str],
    join: str = "_",
    taken: Container[str] = (),
) -> list[str]:
    """Different names: first those that are Python's own form, then the others in order."""
    wanted = [plain(wire) for wire in wires]
    own = {wire for wire, name in zip(wires, wanted, strict=True) if wire == name not in taken}
    used, given, names = set(own), set[str](), list[str]()
    numbers: dict[str, Iterator[int]] = {}
    for wire, name in zip(wires, wanted, strict=True):
        if wire not in own or wire in given:
            tried = numbers.setdefault(name, count(2))
            base = name.rstrip("_")
            while name in used or name in taken:
                name = f"{base}{join}{next(tried)}"
        given.add(wire)
        used.add(name)
        names.append(name)
    return names


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


def address_problem(url: str) -> tuple[str, str] | None:
    """Why requests cannot be sent to this address, and the fix; neither repeats a password."""
    found = re.fullmatch(
        r"https?://([^\s/?#\\\0-\x1f\x7f]+)(/[^\s?#\\\0-\x1f\x7f]*)?([?#]\S*)?", url
    )
    if found is None:
        return (
            "is no address of a service",
            "write it in full, such as https://api.example.com/graphql",
        )
    if "@" in found[1]:
        return "has a user name or password", "remove it, and describe it in `[credentials]`"
    return ("has a query or a fragment", "remove it") if found[3] else None


def header_value_problem(text: str) -> tuple[str, str] | None:
    """Why a header cannot begin with this text, and the fix."""
    if text.isascii() and text.isprintable():
        return None
    return f"no header can begin with {text!r}", "use printable ASCII characters"

"""Client methods as the templates see them, the same for every schema language.

`openapi.methods` reads them from an OpenAPI document, `graphql.methods` from GraphQL operations.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corrigenda.corrections import corrected_line
from corrigenda.texts.defaults import deprecation, printable
from corrigenda.trees import Object


@dataclass(frozen=True, slots=True)
class Writing:
    """How the generated code writes a parameter.

    `function` is one of the runtime, such as `_styles.label`; `model` the name of the struct of an
    object, `as_json` whether the value is written as JSON text, and `options` the keyword arguments
    of the function.
    """

    function: str
    model: str | None = None
    as_json: bool = False
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a method.

    `place` is path, query, header, cookie, body or variable; `schema` is a JSON Schema; `type` is
    the annotation for callers, and `strict_type` that of the value sent (only for a variable);
    `kind` is the kind that the runtime checks of a parameter: boolean, byte, date, float, integer.
    `writing` is how a parameter is written, None for one that is plain: a text or integer in a
    path, and a scalar or list in a query.
    """

    name: str
    wire: str
    place: str
    required: bool
    schema: Object
    positional: bool = False
    comma: bool = False
    kind: str | None = None
    type: str = ""
    strict_type: str = ""
    writing: Writing | None = None

    @property
    def unix(self) -> bool:
        """Whether a time is sent as UNIX time."""
        return self.schema.get("format") == "unix-time"

    @property
    def description(self) -> str:
        return str(self.schema.get("description", ""))


@dataclass(frozen=True, slots=True)
class Paging:
    """The pagination of a list method.

    `by` is number or cursor; `argument` (or its `member`, if it is an object) selects the page, and
    `size` names the argument for the page size. `required` and `nullable` say whether `argument`
    must be given and may be null. `response` has a Python expression for each pagination field that
    the runtime needs, in which the response is called `_response`. `guessed` are the arguments
    without which a request would not ask for pages at all. Where `by` is `turn`, `turn` is offset,
    cursor or link, and `header` the response header that says what comes next, if one does.
    `opening` is the number of the first page.
    """

    by: str
    argument: str
    member: str | None
    size: str | None
    response: Mapping[str, str]
    required: bool = False
    nullable: bool = False
    guessed: tuple[str, ...] = ()
    turn: str = ""
    header: str = ""
    opening: int = 1

    @property
    def kind(self) -> str:
        """The class of the runtime that knows how such pages follow each other."""
        kinds = {"cursor": "_cursors.Linking", "number": "_paging.Numbering"}
        return kinds.get(self.by, "_turns.Turning")

    @property
    def page(self) -> str:
        """The class of the runtime that holds what one page says of its place."""
        kinds = {"cursor": "_cursors.CursorPage", "number": "_paging.PageNumbers"}
        return kinds.get(self.by, "_turns.Turn")

    @property
    def is_argued(self) -> bool:
        """Whether an argument of the method requests the next page."""
        return bool(self.argument) and not self.header


@dataclass(frozen=True, slots=True)
class Method:
    """A client method: its name, arguments, return type and operation.

    `response` is the return annotation, None if the method returns None; `item` is the type of the
    items of a paginated list; `corrected` lists the ids of the corrections of the operation;
    `lines` are the lines of the page that describe it; `alternative` is the sentence about the
    alternative path, if the operation has one; `notes` are paragraphs of the docstring that come
    from no schema; `deprecated` is the reason why nobody should call it, "" if the schema gives
    none, and None if it is not deprecated; `arguments_name` is the TypedDict of the arguments;
    `sent` and `received` say how a REST operation writes its body and reads its responses.
    """

    name: str
    summary: str
    description: str
    response: str | None
    arguments: tuple[Argument, ...]
    operation: Any
    paging: Paging | None = None
    item: str | None = None
    raises: Mapping[str, str] = field(default_factory=dict[str, str])
    corrected: tuple[str, ...] = ()
    lines: str = ""
    alternative: str = ""
    notes: tuple[str, ...] = ()
    deprecated: str | None = None
    arguments_name: str = ""
    sent: Any = None
    received: Any = None

    @property
    def details(self) -> str:
        """The description, without the summary that it may begin with."""
        return self.description.removeprefix(self.summary).lstrip(". ")

    @property
    def provenance(self) -> str:
        """Where the documentation describes the operation, and what was corrected."""
        lines = [f"Documentation: lines {self.lines}."] if self.lines else []
        return " ".join([*lines, *([corrected_line(self.corrected)] if self.corrected else [])])

    @property
    def deprecation(self) -> str:
        """The sentence of the docstring that says that the method is deprecated, or nothing."""
        return "" if self.deprecated is None else deprecation(self.deprecated)

    def warning(self, name: str) -> str:
        """What a call of a deprecated method, or of its iterator, warns of."""
        words = " ".join(printable(self.deprecated or "").split())
        return f"`{name}` is deprecated" + (f": {words}" if words else "")

    @property
    def iterator_name(self) -> str:
        """`iter_invoices` for `list_invoices`."""
        return "iter_" + self.name.removeprefix("list_")

    @property
    def paging_name(self) -> str:
        """The constant that says how the pages of the list follow each other."""
        return f"{self.name.upper()}_PAGES"

    @property
    def comma_joined(self) -> list[str]:
        """The wire names of the lists that are sent as one comma-separated value."""
        return [argument.wire for argument in self.plain_query if argument.comma]

    @property
    def upward_times(self) -> list[str]:
        """The wire names of the UNIX times that are rounded up."""
        return [one.wire for one in self.plain_query if one.schema.get("x-round") == "up"]

    @property
    def unix_times(self) -> list[str]:
        """The wire names of the query parameters that are UNIX times."""
        return [argument.wire for argument in self.plain_query if argument.unix]

    @property
    def kinds(self) -> dict[str, str]:
        """The kinds that the runtime checks of query values, by wire name."""
        return {one.wire: one.kind for one in self.plain_query if one.kind}

    @property
    def plain_query(self) -> list[Argument]:
        """The query parameters that are written as plain names and values."""
        return [argument for argument in self.of_place("query") if argument.writing is None]

    @property
    def has_writings(self) -> bool:
        """Whether a parameter is written in a style of its own, or in a header or a cookie."""
        return any(argument.writing for argument in self.arguments)

    def written(self, place: str) -> list[Argument]:
        """Return the parameters of a place that are written in a style of their own."""
        return [argument for argument in self.of_place(place) if argument.writing]

    def of_place(self, place: str) -> list[Argument]:
        """Return the arguments that are sent in a place, such as the path or the body."""
        return [argument for argument in self.arguments if argument.place == place]

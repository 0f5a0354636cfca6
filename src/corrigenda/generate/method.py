"""What a client method is, whichever schema language describes it: the templates know nothing else.

`methods` reads them off an OpenAPI document, `graphql.methods` off GraphQL operations.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corrigenda.trees import Object


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a method.

    `place` is path, query, body or variable, `schema` a JSON Schema, `type` the annotation
    of what may be given, `strict_type` that of what is sent (of a variable);
    `kind` is what the runtime holds a query value to: boolean, date or integer.
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

    @property
    def unix(self) -> bool:
        """Whether a time travels as UNIX time."""
        return self.schema.get("format") == "unix-time"

    @property
    def description(self) -> str:
        return str(self.schema.get("description", ""))


@dataclass(frozen=True, slots=True)
class Paging:
    """How a list is gone through.

    `by` is number or cursor; `argument` (or its `member`, where it is an object) says which page is
    wanted, `size` which argument says how many; `required` and `nullable` say what may be left out
    of that, or null; `response` has a Python expression for each of what the runtime reads of a
    response, which is called `_response` there; `guessed` are the arguments without which a
    request would not ask for pages at all.
    """

    by: str
    argument: str
    member: str | None
    size: str | None
    response: Mapping[str, str]
    required: bool = False
    nullable: bool = False
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """A client method: what it is called, takes and returns, and the operation it carries out.

    `answer` is the annotation of what it returns, None where that is nothing; `item` names what a
    paged list holds; `corrected` are the ids of the corrections that touched the operation;
    `notes` are paragraphs of the docstring that no schema has.
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
    notes: tuple[str, ...] = ()

    @property
    def arguments_name(self) -> str:
        """The name of the TypedDict that lists the arguments."""
        return self.name.title().replace("_", "") + "Arguments"

    @property
    def iterator_name(self) -> str:
        """`iter_invoices` for `list_invoices`."""
        return "iter_" + self.name.removeprefix("list_")

    @property
    def comma_joined(self) -> list[str]:
        """The wire names of the lists that travel as one comma-joined value."""
        return [argument.wire for argument in self.arguments if argument.comma]

    @property
    def upward_times(self) -> list[str]:
        """Those of the UNIX times that are rounded up."""
        return [one.wire for one in self.of_place("query") if one.schema.get("x-round") == "up"]

    @property
    def unix_times(self) -> list[str]:
        """The wire names of the query parameters that are UNIX times."""
        return [argument.wire for argument in self.of_place("query") if argument.unix]

    @property
    def kinds(self) -> dict[str, str]:
        """What the runtime holds query values to, by wire name."""
        return {one.wire: one.kind for one in self.of_place("query") if one.kind}

    def of_place(self, place: str) -> list[Argument]:
        """The arguments that travel in the path, the query, the body or as variables."""
        return [argument for argument in self.arguments if argument.place == place]

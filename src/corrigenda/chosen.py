"""Chooses the operations that a provider's client has, as `[operations]` in `provider.toml` says.

An entry names operations by what their author wrote: `tag:billing`, `path:/v1/*` (a `*` stands for
any text, also with slashes), or `id:getInvoice` (the `operationId`, or the name of the method). An
entry that names none is a problem, and so is a choice that leaves none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from corrigenda.problems import Problem, raise_any
from corrigenda.provider import Provider

_FIX = "correct the entry, or delete it"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An operation that may be chosen: its location, and by what an entry can name it."""

    location: Any
    names: tuple[str, ...]
    path: str = ""
    tags: tuple[str, ...] = ()


def chosen(
    candidates: Iterable[Candidate], include: Sequence[str], exclude: Sequence[str]
) -> list[Candidate]:
    """The candidates that an entry of `include` names (all without any), and none of `exclude`."""
    return [
        one
        for one in candidates
        if (not include or any(_names(entry, one) for entry in include))
        and not any(_names(entry, one) for entry in exclude)
    ]


def choose(provider: Provider, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Choose operations as `provider.toml` says.

    Raises:
        ProblemsError: an entry names no operation, or no operation is left.
    """
    raise_any(_idle(provider, candidates))
    left = chosen(candidates, provider.include, provider.exclude)
    if candidates and not left:
        place = provider.place(("operations",))
        fix = "include at least one operation, and exclude fewer"
        raise_any([Problem(place, "no operation is left", fix)])
    return left


def _idle(provider: Provider, candidates: Sequence[Candidate]) -> Iterator[Problem]:
    for key, entries in (("include", provider.include), ("exclude", provider.exclude)):
        for entry in entries:
            place = provider.place_of_entry(("operations", key), entry)
            if provider.is_graphql and not entry.startswith("id:"):
                message = f"`{entry}`: GraphQL operations have neither tags nor paths"
                yield Problem(place, message, "name each operation: `id:ListInvoices`")
            elif not any(_names(entry, one) for one in candidates):
                yield Problem(place, f"`{entry}` matches no operation", _FIX)


def _names(entry: str, candidate: Candidate) -> bool:
    """Whether an entry of `provider.toml` names an operation."""
    kind, _colon, wanted = entry.partition(":")
    if kind == "tag":
        return wanted in candidate.tags
    if kind == "path":
        # Brackets and question marks stand for themselves: only `*` is special.
        return fnmatchcase(candidate.path, wanted.replace("[", "[[]").replace("?", "[?]"))
    return wanted in candidate.names

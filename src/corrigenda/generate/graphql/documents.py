"""Writes the documents of each operation as constants of the package's `_operations`.

An operation has one document, or, where parts of it are a guess, one for each choice of those parts
that a caller may leave out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corrigenda.graphql.asked import Asked, Comparison
from corrigenda.graphql.guesses import Guess, Sending, Variant
from corrigenda.graphql.sent import document_text


@dataclass(frozen=True, slots=True)
class Part:
    """A guess in a document: its corrections, its arguments, and the document without it."""

    corrections: tuple[str, ...]
    arguments: tuple[str, ...]
    without: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document: the constant that holds it, its text, and what the runtime knows of it.

    `paging` are the arguments that ask for a page, if they are a guess.
    """

    name: str
    text: str
    asked: Asked
    guesses: tuple[Part, ...]
    paging: tuple[str, ...]


Documents = Mapping[str, Sequence[Document]]
"""The documents of each method, by its name; those that others refer to stand before them."""


def write_documents(sendings: Mapping[str, Sending], comparison: Comparison) -> Documents:
    """Compare all operations with the classes, and write their documents."""
    for sending in sendings.values():
        for variant in sending.variants:
            comparison.mark(variant.node)
    return {name: _documents(name, one, comparison) for name, one in sendings.items()}


def _documents(method: str, sending: Sending, comparison: Comparison) -> list[Document]:
    guesses = sending.guesses
    paging = tuple(name for one in guesses if one.pages for name in _arguments(one))
    return [
        Document(
            name=_constant(method, guesses, variant.left_out),
            text=document_text(variant.node, comparison.written),
            asked=comparison.asked(variant.node),
            guesses=tuple(_parts(method, guesses, variant)),
            paging=paging,
        )
        for variant in reversed(sending.variants)
    ]


def _parts(method: str, guesses: Sequence[Guess], variant: Variant) -> list[Part]:
    return [
        Part(
            corrections=guesses[one].corrections,
            arguments=_arguments(guesses[one]),
            without=_constant(method, guesses, sorted((*variant.left_out, one))),
        )
        for one in variant.kept
    ]


def _arguments(guess: Guess) -> tuple[str, ...]:
    return tuple(variable.name for variable in guess.variables)


def _constant(method: str, guesses: Sequence[Guess], left_out: Sequence[int]) -> str:
    names = [name for one in left_out for name in _arguments(guesses[one])]
    words = [method, *(["without", *names] if names else [])]
    return "_" + "_".join(word.strip("_") for word in words).upper()

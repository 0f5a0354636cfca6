"""Parses SDL, and what schemas in older forms of it have.

Before 2018 interfaces were separated by commas or spaces, and braces might be empty. Both still
stand in published schemas, and mean one thing only.
"""

from collections.abc import Callable
from typing import TypeVar

from graphql import DocumentNode, NamedTypeNode, Source
from graphql.language import TokenKind
from graphql.language.parser import Parser

T = TypeVar("T")

_STARTS = frozenset(
    {"directive", "enum", "extend", "fragment", "input", "interface", "mutation", "query"}
    | {"scalar", "schema", "subscription", "type", "union"}
)
"""The words that begin the next definition; without an `&` before it, none is an interface."""


def parse_sdl(source: Source) -> DocumentNode:
    """Parse the definitions of a schema.

    Raises:
        GraphQLSyntaxError: the text is not SDL of any edition.
    """
    return _Parser(source).parse_document()


class _Parser(Parser):
    def parse_implements_interfaces(self) -> list[NamedTypeNode]:
        if not self.expect_optional_keyword("implements"):
            return []
        self.expect_optional_token(TokenKind.AMP)
        found = [self.parse_named_type()]
        while self.expect_optional_token(TokenKind.AMP) or self._is_interface():
            found.append(self.parse_named_type())
        return found

    def _is_interface(self) -> bool:
        return self.peek(TokenKind.NAME) and self._lexer.token.value not in _STARTS

    def optional_many(
        self, open_kind: TokenKind, parse_fn: Callable[[], T], close_kind: TokenKind
    ) -> list[T]:
        if self.peek(open_kind) and self._lexer.lookahead().kind is close_kind:
            self._lexer.advance()
            self._lexer.advance()
            return []
        return super().optional_many(open_kind, parse_fn, close_kind)

"""Counts what a patch of a GraphQL schema writes, so that corrections stay small."""

from graphql import DirectiveNode, Node, Visitor, visit

_PARTS = (
    *("field", "field_definition", "input_value_definition"),
    *("enum_value_definition", "variable_definition", "argument"),
)


def parts_of(node: Node) -> int:
    """The number of fields, enum values, variables, arguments and selections in a patch."""
    if isinstance(node, DirectiveNode):
        return 1
    counting = _Counting()
    visit(node, counting)
    return counting.count


class _Counting(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def enter(self, node: Node, *_: object) -> None:
        self.count += node.kind in _PARTS

    def enter_directive(self, node: DirectiveNode, *_: object) -> object:
        """Skip directives, whose arguments are not part of the schema."""
        return False

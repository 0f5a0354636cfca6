"""Refuses corrections of GraphQL that are too large to be read against their evidence."""

from collections import defaultdict
from collections.abc import Iterator

from graphql import DirectiveNode, Node, Visitor, visit

from corrigenda.problems import Problem, raise_any
from corrigenda.provider import Provider
from corrigenda.sdl.overlay import Patch, SdlOverlay, read_sdl_overlays

# As for overlays of OpenAPI. Of the first 15 corrections of this project that have patches, half
# have two or fewer, and four parts or fewer; the largest has 7 patches, with 24 parts. What is
# larger than this is no correction of one claim, or belongs into the base.
MAX_PATCHES = 15
MAX_PARTS = 60

_PARTS = (
    *("field", "field_definition", "input_value_definition"),
    *("enum_value_definition", "variable_definition", "argument"),
)


def read_thin_overlays(provider: Provider) -> list[SdlOverlay]:
    """Read every overlay of a provider, in the order of the file names.

    Raises:
        ProblemsError: what is wrong in any of them, or a correction is too large.
    """
    overlays = read_sdl_overlays(provider)
    raise_any(problem for overlay in overlays for problem in _thickness(overlay))
    return overlays


def _thickness(overlay: SdlOverlay) -> Iterator[Problem]:
    """Corrections with too many patches, or too many fields, values and selections in them."""
    found: dict[str, list[Patch]] = defaultdict(list)
    for patch in overlay.patches:
        found[patch.correction].append(patch)
    fix = "make it several corrections of one claim each, or put what no page denies into the base"
    for identifier, its in found.items():
        size = sum(parts_of(patch.node) for patch in its)
        if len(its) > MAX_PATCHES:
            message = f"`{identifier}` is thick: {len(its)} patches, and {MAX_PATCHES} allowed"
            yield Problem(overlay.correction_place(identifier), message, fix)
        if size > MAX_PARTS:
            message = f"`{identifier}` is thick: {size} parts, and {MAX_PARTS} allowed"
            yield Problem(overlay.correction_place(identifier), message, fix)


def parts_of(node: Node) -> int:
    """How many fields, values, variables, arguments and selections a patch writes."""
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
        """What a directive says is not part of the schema."""
        return False

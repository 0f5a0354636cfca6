"""OpenAPI Overlay 1.0 and 1.1: read, apply, compare, check, and say what made a node.

`document` reads overlays and `jsonpath` their targets, `merge` holds the rules by which one node is
merged into another, and `apply` runs the actions as the specification says. `corrections` and
`strict` are this project's own: every action belongs to a correction with evidence, and proves
itself.
"""

from corrigenda.overlay.apply import apply_overlays
from corrigenda.overlay.blame import Blame, blame
from corrigenda.overlay.data import apply_overlay, diff_overlay
from corrigenda.overlay.document import Overlay, read_overlay
from corrigenda.overlay.merged import Merged
from corrigenda.overlay.strict import correct_by
from corrigenda.overlay.text import merged_text
from corrigenda.problems import ProblemsError

__all__ = [
    "Blame",
    "Merged",
    "Overlay",
    "ProblemsError",
    "apply_overlay",
    "apply_overlays",
    "blame",
    "correct_by",
    "diff_overlay",
    "merged_text",
    "read_overlay",
]

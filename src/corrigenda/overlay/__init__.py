"""OpenAPI Overlay 1.0 and 1.1: read, apply, compare and check overlays, and trace nodes to actions.

`document` reads overlays and `jsonpath` their targets, `merge` has the rules for merging one node
into another, and `apply` performs the actions as the specification says. `corrections` and `strict`
are additions of this project: every action belongs to a correction with evidence, and must have the
effect that it declares.
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

"""Whatever a service answers, the draft is correct, and its own samples match it."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from corrigenda.correct import correct
from corrigenda.draft import draft
from corrigenda.provider import find_providers
from tests.draft.test_cases import provide

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
FINITE = LEAVES.filter(lambda one: one not in (float("inf"), float("-inf")))
NAMES = TEXT | st.sampled_from(["id", "token", "items", "$ref", "type", "properties", "12", "7"])
JSON = st.recursive(
    FINITE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
BODIES = st.lists(JSON, max_size=4) | st.dictionaries(NAMES, JSON, max_size=4)


@settings(max_examples=25, deadline=None)
@given(bodies=st.lists(BODIES, min_size=1, max_size=3))
def test_any_bodies_match_what_is_drafted_from_them(bodies: list[object]) -> None:
    commands = (f"curl https://a.example/things\n\n{json.dumps(body)}\n" for body in bodies)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "commands.sh"
        path.write_text("\n".join(commands), encoding="utf-8")
        made = draft([path])
        provide(made, Path(folder))
        [provider] = find_providers(Path(folder) / "schemas", Path(folder) / "overlays")
        corrected = correct(provider, strict=False)  # raises if a sample does not match
    assert len(corrected.samples) >= 1
    assert not corrected.left_out

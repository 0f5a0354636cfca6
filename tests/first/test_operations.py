"""Every case below `operations/` is a schema, and to the letter the operations written for it.

A client can be made of each of them, with every operation and without any edit. Nobody registers a
case.
"""

from pathlib import Path

import pytest

from corrigenda.build import regenerate
from corrigenda.new import Wanted, create

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("operations/*/schema.graphql"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_writes_operations(case: Path, tmp_path: Path) -> None:
    schemas, overlays, out = (tmp_path / name for name in ("schemas", "overlays", "generated"))
    create(Wanted(schemas, overlays, "acme", graphql=case / "schema.graphql"))
    written = {path.name: path.read_text() for path in (schemas / "acme/operations").iterdir()}
    kept = [path for path in case.iterdir() if path.name != "schema.graphql"]
    assert written == {path.name: path.read_text() for path in kept}
    (built,) = regenerate(schemas, overlays, out)
    count = sum(1 for name in written if name != "_fragments.graphql")
    assert (built.operations, built.left_out, built.notes) == (count, (), ())


def test_there_are_cases() -> None:
    assert len(CASES) > 3

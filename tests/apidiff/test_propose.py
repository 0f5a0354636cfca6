"""The next version, as docs/versioning.md says."""

import pytest
from packaging.version import Version

from corrigenda.apidiff.changes import Change
from corrigenda.apidiff.propose import propose

BREAKING = [Change(True, "method-removed", "acme_client.Acme", "get_order")]
COMPATIBLE = [Change(False, "method-added", "acme_client.Acme", "get_order")]


@pytest.mark.parametrize(
    ("old", "changes", "differs", "proposed"),
    [
        ("1.2.3", BREAKING, True, "2.0.0"),
        ("1.2.3", COMPATIBLE, True, "1.3.0"),
        ("1.2.3", COMPATIBLE + BREAKING, True, "2.0.0"),
        ("1.2.3", [], True, "1.2.4"),
        ("1.2.3", [], False, "1.2.3"),
        ("1.2", BREAKING, True, "2.0.0"),
        ("0.2.3", BREAKING, True, "0.3.0"),
        ("0.2.3", COMPATIBLE, True, "0.2.4"),
        ("0.2.3", [], True, "0.2.4"),
        ("0.0.3", BREAKING, True, "0.1.0"),
        ("2.0.0rc1", BREAKING, True, "2.0.0rc2"),
        ("2.0.0.dev1", COMPATIBLE, True, "2.0.0.dev2"),
        ("2.0.0rc1", [], True, "2.0.0rc2"),
        ("1.2.3.post1", COMPATIBLE, True, "1.3.0"),
    ],
)
def test_a_proposal(old: str, changes: list[Change], differs: bool, proposed: str) -> None:
    assert str(propose(Version(old), changes, differs)) == proposed

"""Takes a correction out, builds the client again, and sees the contract tests fail.

A contract test that passes with and without a correction would prove nothing of it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from graphql import DirectiveNode, SchemaExtensionNode, parse, print_ast
from ruamel.yaml import YAML

from corrigenda.build import regenerate

ROOT = Path(__file__).parents[2]
TESTS = Path(__file__).parent


def take_out(identifier: str, overlay: Path) -> None:
    """Rewrite an overlay without one correction, and without those that only mend samples."""
    yaml = YAML()
    document = yaml.load(overlay)
    document["actions"] = [
        action for action in document["actions"] if action["x-correction"] != identifier
    ]
    kept = {action["x-correction"] for action in document["actions"]}
    document["x-corrections"] = {
        key: value for key, value in document["x-corrections"].items() if key in kept
    }
    yaml.dump(document, overlay)


def take_out_sdl(identifier: str, overlay: Path) -> None:
    """The same of an overlay of a GraphQL schema."""
    document = parse(overlay.read_text())
    kept = [node for node in document.definitions if belongs_to(node) != identifier]
    for node in kept:
        if isinstance(node, SchemaExtensionNode):
            node.directives = tuple(one for one in node.directives if said(one, "by") != identifier)
    by = {belongs_to(node) for node in kept}
    for node in kept:
        if isinstance(node, SchemaExtensionNode):
            by |= {said(one, "by") for one in node.directives}
            node.directives = tuple(
                one
                for one in node.directives
                if one.name.value not in ("correction", "question", "leftAlone")
                or said(one, "id") in by
            )
    text = "\n\n".join(print_ast(node) for node in kept if getattr(node, "directives", True))
    overlay.write_text(text) if text else overlay.unlink()


def belongs_to(node: Any) -> str | None:
    directives = getattr(node, "directives", None) or ()
    return next((said(one, "correction") for one in directives if one.name.value == "by"), None)


def said(node: DirectiveNode, name: str) -> str | None:
    values = [one.value for one in node.arguments if one.name.value == name]
    return str(values[0].value) if values else None


def build_without(provider: str, folder: Path, *identifiers: str) -> Path:
    """The import folder of a client that is built without some corrections.

    The samples stay behind: they would not validate, and there would be no client.
    """
    schemas = folder / "schemas" / provider
    shutil.copytree(
        ROOT / "schemas" / provider, schemas, ignore=shutil.ignore_patterns("samples", "guide.md")
    )
    overlays = folder / "overlays" / provider
    shutil.copytree(ROOT / "overlays" / provider, overlays)
    for overlay in sorted(overlays.iterdir()):
        take = take_out_sdl if overlay.suffix == ".graphql" else take_out
        for identifier in identifiers:
            if overlay.exists():
                take(identifier, overlay)
    regenerate(folder / "schemas", folder / "overlays", folder / "generated")
    return folder / "generated" / provider / "src"


def contract(source: Path | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run contract tests in a process of their own, on the client in `source` if there is one."""
    environment = {**os.environ, **({"PYTHONPATH": str(source)} if source else {})}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--no-header",
        "-x",
        *arguments,
    ]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


UPDATE = "sonicpay/test_operations.py::test_update_is_a_patch_and_sparse"
ARRIVES = "sonicpay/test_samples.py::test_request_arrives_as_documented"
WRITTEN_BACK = "sonicpay/test_samples.py::test_answer_parses_and_is_written_back"
LIST = "sonderplan/test_list_invoices.py"
GRAPHQL = "graphql/test_graphql_samples.py"
SUBSBASE = "subsbase/test_subsbase.py"

CASES = [
    ("SP-1", UPDATE, "405"),
    ("SP-2", ARRIVES, "/v1/invoices"),
    ("SP-4", WRITTEN_BACK, "created_at"),
    ("SP-6", WRITTEN_BACK, "15.5"),
    ("SD-1", f"{LIST}::test_every_parameter_on_the_wire", "number"),
    ("SD-3", f"{LIST}::test_the_documented_answer", "true"),
    ("SD-13", f"{LIST}::test_iter_is_lazy_and_asks_once_a_page", "iter_invoices"),
    ("SD-28", f"{LIST}::test_null_is_not_unset", "null"),
    ("QB-13", "quickbooks/test_session.py::test_filters", "list_projects"),
    ("QB-39", "quickbooks/test_session.py::test_iterating_asks_once_a_page", "iter_projects"),
    ("SB-10", f"{SUBSBASE}::test_paying_and_voiding_return_nothing", "variables"),
    ("SB-29", f"{SUBSBASE}::test_create_and_get", "create_invoice"),
    ("SB-20", f"{SUBSBASE}::test_create_and_get", "number"),
    ("SB-35", f"{SUBSBASE}::test_iterating_goes_through_every_page", "iter_invoices"),
]


PROVIDERS = {"SP": "sonicpay", "SD": "sonderplan", "QB": "quickbooks", "SB": "subsbase"}


@pytest.mark.parametrize(("identifier", "test", "symptom"), CASES, ids=[case[0] for case in CASES])
def test_the_contract_tests_fail(identifier: str, test: str, symptom: str, tmp_path: Path) -> None:
    provider = PROVIDERS[identifier[:2]]
    source = build_without(provider, tmp_path, identifier)
    done = contract(source, str(TESTS / test))
    assert done.returncode == 1, done.stdout
    assert symptom in done.stdout


def test_a_list_is_no_connection_without_its_correction(tmp_path: Path) -> None:
    """QB-39 pages what QB-1 makes an object of, so they go together; alone QB-39 breaks nothing."""
    test, chosen = str(TESTS / GRAPHQL), ("-k", "test_mended_answer and list-projects")
    without_both = build_without("quickbooks", tmp_path / "both", "QB-1", "QB-39")
    done = contract(without_both, test, *chosen)
    assert done.returncode == 1, done.stdout
    assert "expected an array, got an object" in done.stdout
    without_paging = build_without("quickbooks", tmp_path / "one", "QB-39")
    assert contract(without_paging, test, *chosen).returncode == 0


def test_they_pass_with_it() -> None:
    """The control: the same command, on the installed client."""
    done = contract(None, str(TESTS / "sonicpay" / "test_operations.py"), "-k", "patch")
    assert done.returncode == 0, done.stdout

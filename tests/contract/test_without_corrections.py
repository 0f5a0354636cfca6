"""Takes a correction out, builds the client again, and sees the contract tests fail.

A contract test that passes with and without a correction would prove nothing of it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from corrigenda.build import regenerate

ROOT = Path(__file__).parents[2]
TESTS = Path(__file__).parent


def take_out(identifier: str, overlay: Path, target: Path) -> None:
    """Copy an overlay without one correction, and without those that only mend samples."""
    yaml = YAML()
    document = yaml.load(overlay)
    document["actions"] = [
        action for action in document["actions"] if action["x-correction"] != identifier
    ]
    kept = {action["x-correction"] for action in document["actions"]}
    document["x-corrections"] = {
        key: value for key, value in document["x-corrections"].items() if key in kept
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    yaml.dump(document, target)


def build_without(provider: str, identifier: str, folder: Path) -> Path:
    """The import folder of a client that is built without one correction.

    The samples stay behind: they would not validate, and there would be no client.
    """
    schemas = folder / "schemas" / provider
    schemas.mkdir(parents=True)
    for name in ("provider.toml", "openapi.yaml"):
        (schemas / name).write_bytes((ROOT / "schemas" / provider / name).read_bytes())
    for overlay in sorted((ROOT / "overlays" / provider).glob("*.yaml")):
        take_out(identifier, overlay, folder / "overlays" / provider / overlay.name)
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

CASES = [
    ("SP-1", UPDATE, "405"),
    ("SP-2", ARRIVES, "/v1/invoices"),
    ("SP-4", WRITTEN_BACK, "created_at"),
    ("SP-6", WRITTEN_BACK, "15.5"),
    ("SD-1", f"{LIST}::test_every_parameter_on_the_wire", "number"),
    ("SD-3", f"{LIST}::test_the_documented_answer", "true"),
    ("SD-13", f"{LIST}::test_iter_is_lazy_and_asks_once_a_page", "iter_invoices"),
    ("SD-28", f"{LIST}::test_null_is_not_unset", "null"),
]


@pytest.mark.parametrize(("identifier", "test", "symptom"), CASES, ids=[case[0] for case in CASES])
def test_the_contract_tests_fail(identifier: str, test: str, symptom: str, tmp_path: Path) -> None:
    provider = test.partition("/")[0]
    source = build_without(provider, identifier, tmp_path)
    regenerate(tmp_path / "schemas", tmp_path / "overlays", tmp_path / "generated")
    done = contract(source, str(TESTS / test))
    assert done.returncode == 1, done.stdout
    assert symptom in done.stdout


def test_they_pass_with_it() -> None:
    """The control: the same command, on the installed client."""
    done = contract(None, str(TESTS / "sonicpay" / "test_operations.py"), "-k", "patch")
    assert done.returncode == 0, done.stdout

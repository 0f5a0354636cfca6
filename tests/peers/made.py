"""Generates the packages that are compared, each with its own generator, from the same two schemas.

Settings are those of the documentation of each tool that suit a service of money best:
datamodel-code-generator makes msgspec structs here, because its pydantic models round amounts.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from corrigenda.build import regenerate

HERE = Path(__file__).parent
OPENAPI = HERE / "schemas/bazaar/openapi.yaml"
SDL = HERE / "schemas/bazaarql/schema.graphql"
BIN = Path(sys.executable).parent

_PAGINATION = {
    "iter_invoices": {
        "kind": "pagination",
        "operation": "/paths/~1invoices/get",
        "items": {"from": "body", "pointer": "/data"},
        "item_schema": {"pointer": "/components/schemas/Invoice"},
        "continuation": {
            "kind": "page",
            "first": 1,
            "step": {"literal": 1},
            "has_more": {"from": "body", "pointer": "/meta/has_more"},
            "write": {"in": "query", "name": "page"},
        },
    }
}
_ARIADNE = """\
[tool.ariadne-codegen]
schema_path = {schema}
queries_path = {queries}
target_package_name = "bazaar_ac"
async_client = false

[tool.ariadne-codegen.scalars.Decimal]
type = "decimal.Decimal"
"""


def packages(folder: Path) -> Sequence[Path]:
    """Generate all packages into a folder, and return the paths to import them from."""
    regenerate(HERE / "schemas", HERE / "overlays", folder / "ours")
    _openapi_python_client(folder)
    _datamodel_code_generator(folder)
    _ariadne_codegen(folder)
    return [folder, *(folder / f"ours/{name}/src" for name in ("bazaar", "bazaarql"))]


def _openapi_python_client(folder: Path) -> None:
    _run(
        folder,
        *("openapi-python-client", "generate", "--meta", "none"),
        *("--path", str(OPENAPI), "--output-path", "bazaar_opc"),
    )


def _datamodel_code_generator(folder: Path) -> None:
    _run(
        folder,
        *("datamodel-codegen", "--input", str(OPENAPI), "--input-file-type", "openapi"),
        *("--output", "bazaar_dcg/models.py", "--output-model-type", "msgspec.Struct"),
        *("--generate-client", "httpx2", "--client-output", "bazaar_dcg/client"),
        *("--client-package", "bazaar_dcg.client", "--client-model-package", "bazaar_dcg.models"),
        *("--openapi-scopes", "schemas", "api", "--target-python-version", "3.11"),
        *("--formatters", "builtin", "--client-protocols", json.dumps(_PAGINATION)),
    )


def _ariadne_codegen(folder: Path) -> None:
    # It knows no `@paging`, which is ours.
    text = (HERE / "schemas/bazaarql/operations/invoices.graphql").read_text()
    plain = text.replace(' @paging(style: connection, size: "first")', "")
    (folder / "invoices.graphql").write_text(plain)
    settings = _ARIADNE.format(schema=json.dumps(str(SDL)), queries='"invoices.graphql"')
    (folder / "pyproject.toml").write_text(settings)
    _run(folder, "ariadne-codegen")


def _run(folder: Path, program: str, *arguments: str) -> None:
    command = [str(BIN / program), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

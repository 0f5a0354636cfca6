"""A package of many operations makes a client without its classes, and imports them when needed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from corrigenda.build import regenerate

_OPERATIONS = 202

_SCRIPT = """
import asyncio, json, sys, threading, typing
import httpx2
import large_client
from large_client import AsyncLarge, Large

heavy = [f"large_client.{name}" for name in ("_operations", "models", "inputs")]
answer = lambda request: httpx2.Response(200, json={"id": "1", "price": 0.1})
with httpx2.Client(transport=httpx2.MockTransport(answer)) as http:
    with Large(token="t", http_client=http) as client:
        before = [name for name in heavy if name in sys.modules]
        repr(client), client.with_options(timeout=1), client.raw
        still = [name for name in heavy if name in sys.modules]
        calls = [lambda: client.get_thing7("1"), lambda: client.raw.get_thing8("1")] * 4
        found = []
        run = lambda call: found.append(call())
        threads = [threading.Thread(target=run, args=(call,)) for call in calls]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        hints = typing.get_type_hints(Large.get_thing7)

async def call():
    transport = httpx2.MockTransport(answer)
    async with httpx2.AsyncClient(transport=transport) as http:
        async with AsyncLarge(token="t", http_client=http) as client:
            return [await client.get_thing9("1"), (await client.raw.get_thing9("1")).value]

print(json.dumps({
    "before": before, "still": still, "found": sorted({type(one).__name__ for one in found}),
    "hint": hints["return"].__name__, "price": str(asyncio.run(call())[0].price),
}))
"""


def document() -> dict[str, Any]:
    thing = {"type": "object", "properties": {"id": {"type": "string"}}}
    thing["properties"] |= {"price": {"type": "number", "format": "decimal"}}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
    path = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Large", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "security": [{"token": []}],
        "paths": {
            f"/things{number}/{{id}}": {
                "get": {
                    "operationId": f"getThing{number}",
                    "parameters": [path],
                    "responses": {"200": {"description": "ok", "content": content}},
                }
            }
            for number in range(_OPERATIONS)
        },
        "components": {
            "schemas": {"Thing": thing},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    provider = folder / "schemas/large"
    provider.mkdir(parents=True)
    settings = 'name = "Large"\nsummary = "Large."\nversion = "1.0.0"\n'
    (provider / "provider.toml").write_text(settings)
    (provider / "openapi.yaml").write_text(yaml.safe_dump(document()))
    regenerate(folder / "schemas", folder / "overlays", folder / "generated")
    return folder / "generated/large/src"


def test_classes_come_with_the_first_call(source: Path) -> None:
    command = [sys.executable, "-c", _SCRIPT]
    done = subprocess.run(
        command, cwd=source, capture_output=True, text=True, check=False, env={"PYTHONPATH": "."}
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "before": [],
        "still": [],
        "found": ["Response", "Thing"],
        "hint": "Thing",
        "price": "0.1",
    }


def test_type_checkers_see_ordinary_imports(source: Path, tmp_path: Path) -> None:
    use = tmp_path / "use.py"
    use.write_text(
        "from large_client import Large, Thing\n\n\n"
        "def use(client: Large) -> Thing:\n    return client.get_thing7('1')\n"
    )
    settings = tmp_path / "mypy.ini"
    settings.write_text(f"[mypy]\nstrict = true\nmypy_path = {source}\n")
    command = [sys.executable, "-m", "mypy", f"--config-file={settings}", str(use)]
    done = subprocess.run(
        [*command, str(source / "large_client")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    config = {"include": ["use.py"], "extraPaths": [str(source)], "typeCheckingMode": "strict"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(config))
    pyright = [sys.executable, "-m", "pyright", f"--pythonpath={sys.executable}", "-p", "."]
    done = subprocess.run(pyright, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

"""How long a descendant filter takes on a description of three megabytes.

    pip install . && python benchmarks/overlays.py

Prints seconds, the best of three. It needs nothing but this project: the document is made here, as
JSON and as YAML. For comparison ruamel reads and writes the YAML, too, without changing anything.
"""

import json
import tempfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from time import perf_counter
from typing import Any

from ruamel.yaml import YAML

from corrigenda.documents import read_document, write_document
from corrigenda.overlay import apply_overlay, apply_overlays, merged_text, read_overlay

OVERLAY: dict[str, Any] = {
    "overlay": "1.1.0",
    "info": {"title": "Marks what is marked", "version": "1.0.0"},
    "actions": [{"target": "$..[?@['x-mark']]", "update": {"x-seen": True}}],
}


def description(operations: int) -> dict[str, Any]:
    """An API description like those that frameworks write."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for number in range(operations):
        paths[f"/things{number}/{{id}}"] = {"get": operation(number)}
        properties = {
            f"property{index}": {"type": "string", "description": f"What {index} says of {number}."}
            for index in range(8)
        }
        mark = {"x-mark": True} if number % 10 == 0 else {}
        schemas[f"Thing{number}"] = {"type": "object", "properties": properties, **mark}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def operation(number: int) -> dict[str, Any]:
    answer = {"application/json": {"schema": {"$ref": f"#/components/schemas/Thing{number}"}}}
    return {
        "operationId": f"get_thing_{number}",
        "summary": f"Gets the thing with the number {number}.",
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
            {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1}},
        ],
        "responses": {
            "200": {"description": "The thing.", "content": answer},
            "404": {"description": "There is none."},
        },
    }


def seconds(task: Callable[[], object]) -> float:
    """The best of three runs."""
    times: list[float] = []
    for _run in range(3):
        start = perf_counter()
        task()
        times.append(perf_counter() - start)
    return min(times)


def from_file(base: Path, overlay: Path) -> str:
    """What the command does: read both, apply, and write the text."""
    merged = apply_overlays(read_document(base), [read_overlay(overlay)])
    return merged_text(merged, "json" if base.suffix == ".json" else "yaml").text


def through_ruamel(text: str) -> None:
    yaml: Any = YAML()
    yaml.dump(yaml.load(text), StringIO())


def main() -> None:
    """Make the document, and print a line a measurement."""
    base = description(1600)
    with tempfile.TemporaryDirectory() as folder:
        overlay, as_json, as_yaml = (
            Path(folder) / name for name in ("overlay.yaml", "base.json", "base.yaml")
        )
        overlay.write_text(write_document(OVERLAY))
        as_json.write_text(json.dumps(base, indent=2))
        as_yaml.write_text(write_document(base))
        sizes = [path.stat().st_size / 1e6 for path in (as_json, as_yaml)]
        print(f"{sizes[0]:.1f} MB of JSON, the same as {sizes[1]:.1f} MB of YAML; seconds:")
        tasks: dict[str, Callable[[], object]] = {
            "plain data, applied": lambda: apply_overlay(base, OVERLAY),
            "JSON file to JSON text": lambda: from_file(as_json, overlay),
            "YAML file to YAML text": lambda: from_file(as_yaml, overlay),
            "YAML through ruamel, as it is": lambda: through_ruamel(as_yaml.read_text()),
        }
        for name, task in tasks.items():
            print(f"{name:30} {seconds(task):6.2f}")


if __name__ == "__main__":
    main()

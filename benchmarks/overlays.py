"""How long overlays take on a description of three megabytes, and on documents near the bounds.

    pip install . && python benchmarks/overlays.py [--check]

The first table has a descendant filter, in seconds, the best of three. For comparison ruamel reads
and writes the YAML, too, without changing anything. The second table has the command on documents
near the bounds, once each, in seconds by the clock and of the processor. With `--check` it alone is
printed, and the exit code is 1 if one takes more of the processor than its limit: the clock would
measure what else the machine does. All documents are made here, and nothing but this project is
needed.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

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


LIMIT = 10.0
"""Seconds of the processor that a document near the bounds may take."""

HEAD = "overlay: 1.1.0\ninfo: {title: Near the bounds, version: 1.0.0}\nactions:\n"


class Case(NamedTuple):
    """A command line of `corrigenda overlay`, and the files that it names."""

    name: str
    arguments: tuple[str, ...]
    files: dict[str, str]


def cases() -> list[Case]:
    """Documents near the bounds: 240,000 keys, 150,000 anchors and aliases, 20,000 actions."""
    keys = [f"key{number}: value {number}\n" for number in range(240_000)]
    fewer = [line for number, line in enumerate(keys) if number % 1000]
    anchors = [f"  - {{a: &a{number} x, b: *a{number}}}\n" for number in range(150_000)]
    paths = [f"  /p{number}: {{get: {{summary: old {number}}}}}\n" for number in range(20_000)]
    items = [f"  - name: n{number}\n" for number in range(20_000)]
    by_keys = actions("$.key7", "remove: true") + actions("$", "update: {fresh: 1}")
    by_list = actions("$.list[7]", "remove: true") + actions("$.list[9].b", "update: changed")
    updates = "".join(
        actions(f"$.paths['/p{n}'].get", f"update: {{n: {n}}}") for n in range(20_000)
    )
    copies = "".join(
        actions(f"$.paths['/p{n}'].get", f"copy: $.paths['/p{n * 7 % 20_000}'].get")
        for n in range(20_000)
    )
    removals = "".join(actions(f"$.list[{n}]", "remove: true") for n in reversed(range(20_000)))
    apply = ("apply", "base.yaml", "overlay.yaml")
    base, overlay = "base.yaml", "overlay.yaml"
    by_paths = "paths:\n" + "".join(paths)
    return [
        Case("240,000 keys, apply", apply, {base: "".join(keys), overlay: HEAD + by_keys}),
        Case(
            "240,000 keys, diff",
            ("diff", base, "new.yaml"),
            {base: "".join(keys), "new.yaml": "".join(fewer)},
        ),
        Case(
            "150,000 anchors, apply",
            apply,
            {base: "list:\n" + "".join(anchors), overlay: HEAD + by_list},
        ),
        Case("20,000 updates, apply", apply, {base: by_paths, overlay: HEAD + updates}),
        Case(
            "20,000 updates, check",
            ("check", *apply[1:]),
            {base: by_paths, overlay: HEAD + updates},
        ),
        Case("20,000 copies, apply", apply, {base: by_paths, overlay: HEAD + copies}),
        Case(
            "20,000 removals from a list, apply",
            apply,
            {base: "list:\n" + "".join(items), overlay: HEAD + removals},
        ),
    ]


def actions(target: str, verb: str) -> str:
    """One action, as its lines."""
    return f"  - target: {target}\n    {verb}\n"


def measured(case: Case) -> tuple[float, float]:
    """Run the command of a case: its seconds by the clock, and of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in case.files.items():
            (Path(folder) / name).write_text(text)
        before, start = os.times(), perf_counter()
        command = [sys.executable, "-m", "corrigenda", "overlay", *case.arguments]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        after, end = os.times(), perf_counter()
    user = after.children_user - before.children_user
    return end - start, user + after.children_system - before.children_system


def near_the_bounds() -> bool:
    """Print the table of the documents near the bounds; whether all are within their limit."""
    print(f"{'near the bounds':38} {'clock':>8} {'processor':>10} {'limit':>7}")
    is_good = True
    for case in cases():
        clock, processor = measured(case)
        mark = "" if processor <= LIMIT else "  too slow"
        is_good = is_good and not mark
        print(f"{case.name:38} {clock:7.1f}s {processor:9.1f}s {LIMIT:6.1f}s{mark}", flush=True)
    return is_good


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
    """Print both tables, or with `--check` the second."""
    if sys.argv[1:] not in ([], ["--check"]):
        raise SystemExit("usage: python benchmarks/overlays.py [--check]")
    if not sys.argv[1:]:
        descendants()
        print()
    if not near_the_bounds() and sys.argv[1:]:
        raise SystemExit(1)


def descendants() -> None:
    """Make the description, and print a line a measurement."""
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

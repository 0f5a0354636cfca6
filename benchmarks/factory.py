"""Measures how the factory grows: packages of up to 1,600 operations, REST and GraphQL.

    python benchmarks/factory.py [--sizes 100 200 ...] [--check]

For each size it makes a provider with four operations a resource, runs `corrigenda regenerate` in a
process of its own, and prints wall and processor seconds and the highest memory of any process.
Then a fresh process imports the package, and makes its first client and its first call. The growth
is the slope of the logarithms of the seconds, by least squares over all sizes. `--check` exits with
1 if a limit is exceeded: growth 1.1, 500 MB, 0.3 seconds until there is a client.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import yaml

SIZES = (100, 200, 400, 800, 1600)
GROWTH, MEGABYTES, FIRST = 1.1, 500, 0.3

_PROVIDER = 'name = "Big"\nsummary = "Big."\nversion = "1.0.0"\n'
_SERVICE = '[service]\nurl = "https://api.example.com/graphql"\n[scalars]\nMoney = "decimal"\n'
_FIRST = """
import json, time
started = time.perf_counter()
import big_client
Big = big_client.Big
imported = time.perf_counter()
client = Big()
made = time.perf_counter()
import httpx2
answer = {"id": "1"}
if GRAPHQL:
    answer = {"data": {"thing0": answer}}
transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=answer))
with httpx2.Client(transport=transport) as http:
    begun = time.perf_counter()
    with Big(http_client=http) as client:
        client.get_thing0("1")
    print(json.dumps([imported - started, made - imported, time.perf_counter() - begun]))
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What one package took: seconds, and megabytes."""

    operations: int
    wall: float
    processor: float
    memory: float
    imported: float
    first: float
    call: float


def main() -> int:
    """Measure both kinds, and print a table of each; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--kinds", nargs="+", default=("rest", "graphql"))
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    beyond = [one for kind in given.kinds for one in _measure(kind, given.sizes)]
    for line in beyond:
        print(f"beyond the limit: {line}")
    return 1 if given.check and beyond else 0


def _measure(kind: str, sizes: Sequence[int]) -> list[str]:
    print(f"\n{kind}: operations, seconds, processor seconds, MB, import, first client, first call")
    rows = [_row(kind, size) for size in sizes]
    growth = _slope([(one.operations, one.wall) for one in rows]) if len(rows) > 1 else 0.0
    print(f"{kind}: grows with exponent {growth:.2f}")
    last = rows[-1]
    limits = (
        ("growth", growth, GROWTH),
        ("memory", last.memory, MEGABYTES),
        ("import and first client", last.imported + last.first, FIRST),
    )
    return [f"{kind}: {name} {is_:.2f} > {most}" for name, is_, most in limits if is_ > most]


def _row(kind: str, size: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        write = write_rest if kind == "rest" else write_graphql
        write(Path(folder) / "schemas/big", size)
        wall, processor, memory = _run([sys.executable, "-m", "corrigenda", "regenerate"], folder)
        made = _first(Path(folder) / "generated/big/src", kind)
        row = Row(size, wall, processor, memory, *made)
    print(
        f"{row.operations:7}{row.wall:9.1f}{row.processor:9.1f}{row.memory:8.0f}"
        f"{row.imported:9.3f}{row.first:9.3f}{row.call:9.3f}",
        flush=True,
    )
    return row


def _run(command: Sequence[str], folder: str) -> tuple[float, float, float]:
    """Run a command: its seconds, and its highest memory, measured by a process between."""
    measure = (
        "import json, resource, subprocess, sys, time\n"
        "started = time.perf_counter()\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([time.perf_counter() - started, used.ru_utime + used.ru_stime,"
        " used.ru_maxrss / 1024]))\n"
    )
    whole = [sys.executable, "-c", measure, *command]
    done = subprocess.run(whole, cwd=folder, check=True, capture_output=True, text=True)
    wall, processor, memory = json.loads(done.stdout)
    return wall, processor, memory


def _first(source: Path, kind: str) -> tuple[float, float, float]:
    """The best of three fresh processes: import, first client, first call."""
    script = _FIRST.replace("GRAPHQL", str(kind == "graphql"))
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": ""}
    runs: list[tuple[float, float, float]] = []
    for _ in range(4):  # the first one compiles
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        one, two, three = json.loads(done.stdout)
        runs.append((one, two, three))
    return min(runs[1:])


def _slope(points: Sequence[tuple[int, float]]) -> float:
    """The exponent of the power law that fits best."""
    xs, ys = [log(x) for x, _ in points], [log(y) for _, y in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((one - x) * (other - y) for one, other in zip(xs, ys, strict=True))
    return above / sum((one - x) ** 2 for one in xs)


def write_rest(folder: Path, operations: int) -> None:
    """Write an OpenAPI provider with four operations a resource."""
    folder.mkdir(parents=True)
    (folder / "provider.toml").write_text(_PROVIDER)
    resources = range(operations // 4)
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Big", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": dict(path for number in resources for path in _paths(number)),
        "components": {"schemas": dict(one for number in resources for one in _schemas(number))},
    }
    (folder / "openapi.yaml").write_text(yaml.safe_dump(document, sort_keys=False))


def _paths(number: int) -> Iterator[tuple[str, object]]:
    def answer(name: str) -> object:
        schema = {"$ref": f"#/components/schemas/{name}"}
        return {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}}

    name = f"Thing{number}"
    body = {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/New{name}"}}},
    }
    identifier = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    kind = {"$ref": f"#/components/schemas/Status{number}"}
    status = {"name": "status", "in": "query", "schema": kind}
    yield (
        f"/things{number}",
        {
            "get": {
                "operationId": f"listThing{number}s",
                "parameters": [status],
                "responses": answer(f"{name}List"),
            },
            "post": {
                "operationId": f"create{name}",
                "requestBody": body,
                "responses": answer(name),
            },
        },
    )
    yield (
        f"/things{number}/{{id}}",
        {
            "get": {
                "operationId": f"get{name}",
                "parameters": [identifier],
                "responses": answer(name),
            },
            "put": {
                "operationId": f"update{name}",
                "parameters": [identifier],
                "requestBody": body,
                "responses": answer(name),
            },
        },
    )


def _schemas(number: int) -> Iterator[tuple[str, object]]:
    def reference(name: str) -> object:
        return {"$ref": f"#/components/schemas/{name}"}

    name = f"Thing{number}"
    members = {
        "title": {"type": "string"},
        "price": {"type": "number", "format": "decimal"},
        "status": reference(f"Status{number}"),
        "parts": {"type": "array", "items": reference(f"Part{number}")},
    }
    yield name, {"type": "object", "properties": {"id": {"type": "string"}, **members}}
    yield f"New{name}", {"type": "object", "required": ["title"], "properties": members}
    things = {"type": "array", "items": reference(name)}
    yield f"{name}List", {"type": "object", "properties": {"items": things}}
    yield f"Status{number}", {"type": "string", "enum": ["open", "closed", f"s{number}"]}
    part = {"name": {"type": "string"}, "owner": reference(f"Thing{max(0, number - 1)}")}
    yield f"Part{number}", {"type": "object", "properties": part}


def write_graphql(folder: Path, operations: int) -> None:
    """Write a GraphQL provider with four operations a resource."""
    (folder / "operations").mkdir(parents=True)
    (folder / "provider.toml").write_text(_PROVIDER + _SERVICE)
    resources = range(operations // 4)
    queries = "".join(
        f"thing{n}(id: ID!): Thing{n}\nthing{n}s(status: Status{n}): [Thing{n}!]\n"
        for n in resources
    )
    changes = "".join(
        f"createThing{n}(thing: NewThing{n}!): Thing{n}\n"
        f"updateThing{n}(id: ID!, thing: NewThing{n}!): Thing{n}\n"
        for n in resources
    )
    types = "".join(_types(n) for n in resources)
    text = f"scalar Money\ntype Query {{\n{queries}}}\ntype Mutation {{\n{changes}}}\n{types}"
    (folder / "schema.graphql").write_text(text)
    for n in resources:
        (folder / f"operations/thing{n}.graphql").write_text(_operations(n))


def _types(n: int) -> str:
    return (
        f"type Thing{n} {{ id: ID! title: String price: Money status: Status{n} "
        f"parts: [Part{n}] }}\n"
        f"type Part{n} {{ name: String owner: Thing{max(0, n - 1)} }}\n"
        f"enum Status{n} {{ OPEN CLOSED S{n} }}\n"
        f"input NewThing{n} {{ title: String! price: Money status: Status{n} "
        f"parts: [NewPart{n}!] }}\n"
        f"input NewPart{n} {{ name: String }}\n"
    )


def _operations(n: int) -> str:
    fields = "id title price status parts { name }"
    return (
        f"query GetThing{n}($id: ID!) {{ thing{n}(id: $id) {{ {fields} }} }}\n"
        f"query ListThing{n}s($status: Status{n}) {{ thing{n}s(status: $status) {{ {fields} }} }}\n"
        f"mutation CreateThing{n}($thing: NewThing{n}!) {{ createThing{n}(thing: $thing) "
        f"{{ {fields} }} }}\n"
        f"mutation UpdateThing{n}($id: ID!, $thing: NewThing{n}!) "
        f"{{ updateThing{n}(id: $id, thing: $thing) {{ id title }} }}\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())

"""Reads which module imports which, without running any, and says what breaks the order."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

LEVELS: tuple[tuple[str, ...], ...] = (
    ("identifiers", "reserved", "extras"),
    ("problems", "exact", "naming"),
    ("trees", "files", "leftout", "paths"),
    ("texts", "corrections"),
    ("documents", "evidence"),
    ("formats", "released"),
    ("layout",),
    ("provider",),
    ("samples", "chosen", "draft"),
    ("overlay",),
    ("openapi", "graphql"),
    ("correct",),
    ("errata", "generate"),
    ("publish", "loading"),
    ("build", "new", "merge", "apidiff"),
    ("cli",),
    ("__main__",),
)
"""The layers from the bottom up. A module imports from its own layer and from lower ones."""

ISLANDS = ("runtime", "emulator")
"""Packages that import nothing but themselves, but for the `DOORS`."""

DOORS = (("cli", "emulator"), ("emulator", "extras"), ("emulator", "naming"))
"""`cli` may start the emulator, which may say how to install what it lacks, and calls operations as
clients do."""

LANGUAGES = ("openapi", "graphql")

Graph = Mapping[str, frozenset[str]]


def read_imports(package: Path) -> dict[str, frozenset[str]]:
    """The modules of a package, each with the modules of the package that it imports anywhere."""
    paths = {_name(path, package): path for path in sorted(package.rglob("*.py"))}
    return {name: frozenset(_imported(name, path, paths)) for name, path in paths.items()}


def _name(path: Path, package: Path) -> str:
    parts = [package.name, *path.relative_to(package).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    here = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for choices in _targets(node, here):
            target = next((one for one in choices if one in known), None)
            if target is not None and target != name:
                yield target


def _targets(node: ast.AST, here: str) -> Iterator[tuple[str, ...]]:
    """What a statement imports: each a module, or else the module that holds the name."""
    if isinstance(node, ast.Import):
        yield from ((alias.name,) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        steps = here.split(".")
        above = steps[: len(steps) - node.level + 1] if node.level else []
        module = ".".join([*above, *([node.module] if node.module else [])])
        yield from ((f"{module}.{alias.name}", module) for alias in node.names)


def layer(module: str) -> str:
    """The layer of a module: the first name below the package."""
    return module.split(".")[1] if "." in module else ""


def cycles(graph: Graph) -> list[str]:
    """Every module that comes to itself by its imports, with the way there."""
    found: list[str] = []
    for start in sorted(graph):
        ways = [(start, one) for one in sorted(graph[start])]
        seen = set[str]()
        while ways:
            way = ways.pop(0)
            if way[-1] == start:
                found.append(" -> ".join(way))
                break
            if way[-1] not in seen:
                seen.add(way[-1])
                ways += [(*way, one) for one in sorted(graph.get(way[-1], ()))]
    return found


def climbing(graph: Graph) -> list[str]:
    """Every import from a lower layer to a higher one, or across layers of one level."""
    level = {name: number for number, names in enumerate(LEVELS) for name in names}
    found: list[str] = []
    for module in sorted(graph):
        for target in sorted(graph[module]):
            here, there = layer(module), layer(target)
            if here == there or not there or (here, there) in DOORS:
                continue
            if here in ISLANDS or there in ISLANDS or level[there] >= level[here]:
                found.append(f"{module} -> {target}")
    return found


def strangers(graph: Graph) -> list[str]:
    """Rooms that the plan does not know."""
    known = {name for names in LEVELS for name in names} | {*ISLANDS, ""}
    return sorted({layer(module) for module in graph} - known)


def of_one_language(graph: Graph) -> list[str]:
    """Loose modules below the package that only one schema language uses."""
    found: list[str] = []
    for module in sorted(graph):
        users = {_language(one) for one in graph if module in graph[one]}
        if module.count(".") == 1 and layer(module) not in LANGUAGES and len(users) == 1:
            found += [module] if users <= set(LANGUAGES) else []
    return found


def _language(module: str) -> str:
    return next((name for name in LANGUAGES if name in module.split(".")), "both")


def printing(package: Path) -> list[str]:
    """Modules outside `cli` that import what shows text to a person, or write it themselves."""
    found: list[str] = []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package)
        # `host.py` is a script of its own, and talks to the project through these pipes.
        if name.parts[0] not in ("cli", "runtime", "emulator") and name.name != "host.py":
            found += [f"{name}: {what}" for what in _shows(path)]
    return found


def _shows(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            yield from (name for name in names if name.split(".")[0] in ("click", "rich"))
        elif isinstance(node, ast.Name) and node.id == "print":
            yield "print"
        elif isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr"):
            if isinstance(node.value, ast.Name) and node.value.id == "sys":
                yield f"sys.{node.attr}"

"""Says what to do next in the folder where one stands. Files are looked at, and none is changed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

_SCHEMAS = ("openapi.json", "openapi.yaml", "openapi.yml", "swagger.json", "schema.graphql")


def next_steps() -> str:
    """The commands that make sense here, a line each with what it does."""
    here = Path.cwd()
    return "\n".join([*_steps(here), "", "All commands: corrigenda --help"])


def _steps(here: Path) -> Iterator[str]:
    providers = _providers(here)
    above = next((one for one in here.parents if _providers(one)), None)
    if providers:
        yield from _in_project(here, providers)
    elif above is not None:
        yield f"This folder has no `schemas/`, but {above} has. Change to it first:"
        yield from _commands([(f"cd {above}", "then run `corrigenda` again")])
    else:
        yield from _in_empty(here)


def _in_project(here: Path, providers: Sequence[str]) -> Iterator[str]:
    yield f"This folder has {_counted(providers)}. Next:"
    missing = [one for one in providers if not (here / "generated" / one).is_dir()]
    built = ("corrigenda regenerate --check", "see whether generated/ is up to date")
    build = ("corrigenda regenerate", f"build the packages: {', '.join(missing)}")
    yield from _commands(
        [
            build if missing else built,
            ("corrigenda errata", "see what the corrections correct, and what proves each"),
            ("corrigenda emulate --schemas schemas", "serve these APIs on this machine"),
            ("corrigenda new NAME --openapi FILE", "add another provider"),
        ]
    )


def _in_empty(here: Path) -> Iterator[str]:
    found = next((name for name in _SCHEMAS if (here / name).is_file()), None)
    yield "There is no provider here yet: no folder `schemas/` with a provider. Next:"
    kind = "--graphql" if found == "schema.graphql" else "--openapi"
    file = found or "openapi.json"
    said = "a client of this API" if found else "a client of an API with an OpenAPI document"
    steps = [(f"corrigenda new acme {kind} {file}", said)]
    if not found:
        steps += [("corrigenda new acme --graphql schema.graphql", "of a GraphQL API")]
        steps += [("corrigenda new acme --sample orders.curl", "of an API without a schema")]
    steps += [("corrigenda emulate", "serve the services that Corrigenda knows, with a page")]
    yield from _commands(steps)


def _commands(steps: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield ""
    for line, said in steps:
        yield f"  {line}"
        yield f"      {said}"


def _providers(folder: Path) -> list[str]:
    return sorted(one.parent.name for one in folder.glob("schemas/*/provider.toml"))


def _counted(providers: Sequence[str]) -> str:
    noun = "provider" if len(providers) == 1 else "providers"
    some = ", ".join(providers[:6]) + (", ..." if len(providers) > 6 else "")
    return f"{len(providers)} {noun} in `schemas/`: {some}"

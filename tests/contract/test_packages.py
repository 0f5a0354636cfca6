"""Every package as its user meets it: what importing costs, what the README promises."""

import ast
import inspect
import re
import subprocess
import sys
from hashlib import sha256
from importlib import import_module
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corrigenda.emulator import Emulator
from tests.contract.promises import dicts, enums, methods, models
from tests.readmes.blocks import addresses, described, running, signatures

GENERATED = Path(__file__).parents[2] / "generated"
SCHEMAS = Path(__file__).parents[2] / "schemas"
PROVIDERS = sorted(path.parent.name for path in GENERATED.glob("*/pyproject.toml"))


@pytest.fixture(params=PROVIDERS)
def provider(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def package(provider: str) -> ModuleType:
    return import_module(f"{provider}_client")


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_it_is_the_installed_one(package: ModuleType) -> None:
    assert "site-packages" in str(package.__file__)


def test_every_promised_name_is_there(package: ModuleType) -> None:
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError, match="nothing"):
        _ = package.nothing


def test_the_version_is_the_distributions(provider: str, package: ModuleType) -> None:
    assert package.__version__ == distribution(f"{provider}-client").version


def test_importing_imports_nothing_heavy(provider: str) -> None:
    heavy = "{'httpx2', 'msgspec', 'pydantic', 'asyncio'}"
    assert python(f"import {provider}_client, sys; print(*{heavy} & set(sys.modules))") == ""


def test_importing_imports_the_package_alone(provider: str) -> None:
    new = "set(sys.modules) - before"
    code = f"import sys; before = set(sys.modules); import {provider}_client; print(*{new})"
    assert python(code) == f"{provider}_client"


def test_making_a_client_does_not_import_httpx2(
    provider: str, package: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{provider.upper()}_SITE_ID", "x")
    name = next(name for name in package.__all__ if f"Async{name}" in package.__all__)
    make = f"from {provider}_client import {name}; {name}(token='x')"
    assert python(f"import sys; {make}; print('httpx2' in sys.modules)") == "False"


def test_the_schema_and_the_lock_are_inside(provider: str) -> None:
    inside = files(f"{provider}_client")
    is_graphql = (SCHEMAS / provider / "schema.graphql").is_file()
    schemas = ["schema.graphql", "operations.graphql"] if is_graphql else ["openapi.yaml"]
    assert inside.joinpath("py.typed").is_file()
    lock = inside.joinpath("corrigenda.lock").read_text("utf-8")
    for name in schemas:
        digest = sha256(inside.joinpath(name).read_bytes()).hexdigest()
        assert f"{digest}  generated/{provider}/{name}" in lock.splitlines()


@pytest.fixture
def readme(provider: str) -> str:
    """The README that the wheel has as its description."""
    return str(distribution(f"{provider}-client").metadata.get_payload())


def test_the_readme_runs(
    readme: str, provider: str, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Block by block, as a reader would type it, with the ids of the documentation."""
    monkeypatch.setenv(f"{provider.upper()}_TOKEN", "reader")
    monkeypatch.setenv(f"{provider.upper()}_SITE_ID", "reader")
    monkeypatch.setenv(f"{provider.upper()}_BASE_URL", emulator.url(provider))
    names: dict[str, Any] = {}
    for block in running(readme):
        exec(compile("\n" * block.line + block.text, "<README>", "exec"), names)
    names["client"].close()

    assert set(described(readme)) == {arrived.operation for arrived in emulator.requests()}
    assert all(arrived.status == 200 for arrived in emulator.requests())
    tests = [name for name in names if name.startswith("test_")]
    assert len(tests) == 1
    emulator.reset()
    names[tests[0]](emulator)


def test_the_readme_describes_every_method(readme: str, package: ModuleType) -> None:
    """With its signature, as the client has it."""
    tree, iterators = client_tree(package), set[str]()
    functions = dict[str, str]()
    for node in functions_of(tree):
        if node.name.startswith("iter_"):
            iterators.add(node.name)
        else:
            functions[node.name] = without_self(node)
    shown = {node.name: ast.unparse(node) for node in map(one_function, signatures(readme))}
    assert shown == functions
    assert set(described(readme)) == functions.keys()
    assert all(f"`{name}` takes the same arguments" in readme for name in iterators)


def test_the_readme_stands_alone(readme: str) -> None:
    """An index shows it without the files beside it, and without the ids of headings."""
    assert all(address.startswith("https://") for address in addresses(readme))


def test_the_readme_says_all_settings_and_their_defaults(readme: str, package: ModuleType) -> None:
    client = getattr(package, client_name(package))
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", readme, re.MULTILINE))
    arguments = {name: one.default for name, one in inspect.signature(client).parameters.items()}
    assert rows.keys() == arguments.keys()
    for name, default in arguments.items():
        if default not in (None, package.UNSET):
            assert float(rows[name].split("`")[1].replace("False", "0")) == default


def client_name(package: ModuleType) -> str:
    return str(next(name for name in package.__all__ if f"Async{name}" in package.__all__))


def client_tree(package: ModuleType) -> ast.Module:
    client = getattr(package, client_name(package))
    return ast.parse(Path(str(sys.modules[client.__module__].__file__)).read_text())


def functions_of(tree: ast.Module) -> list[ast.FunctionDef]:
    """The functions of the client, without those that are no operations."""
    (kind,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    nodes = [node for node in kind.body if isinstance(node, ast.FunctionDef)]
    other = ("raw", "with_options", "close")
    return [node for node in nodes if node.name not in other and not node.name.startswith("_")]


def without_self(node: ast.FunctionDef) -> str:
    node.args.args = node.args.args[1:]
    node.body, node.decorator_list = [ast.Expr(ast.Constant(...))], []
    return ast.unparse(node)


def one_function(text: str) -> ast.FunctionDef:
    (node,) = ast.parse(text).body
    assert isinstance(node, ast.FunctionDef)
    return node


def test_every_method_is_documented(package: ModuleType) -> None:
    """The sync and the async client have the same methods, with the same arguments."""
    name = next(name for name in package.__all__ if f"Async{name}" in package.__all__)
    trees = [
        ast.parse(Path(str(sys.modules[getattr(package, kind).__module__].__file__)).read_text())
        for kind in (name, f"Async{name}")
    ]
    sync, async_ = (dict(_methods(tree)) for tree in trees)
    assert sync == async_
    assert all(documentation for _arguments, documentation in sync.values())


def _methods(tree: ast.Module) -> list[tuple[str, tuple[str, str | None]]]:
    (kind,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    functions = [
        node for node in kind.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [
        (node.name, (ast.unparse(node.args), ast.get_docstring(node)))
        for node in functions
        if not node.name.startswith("_") and node.name not in ("close", "aclose")
    ]


def test_somebody_wrote_down_what_it_promises(provider: str) -> None:
    assert (Path(__file__).parent / provider / "test_expectations.py").is_file()


def test_a_dict_is_its_struct_but_looser(package: ModuleType) -> None:
    """An int does for a Decimal, any sequence for a list, a text for an enum's member."""
    given, structs = dicts(package), models(package)
    looser = {"Decimal": "Decimal | int", "AwareDatetime": "datetime"}
    looser |= {"list": "Sequence", "dict": "Mapping"}
    looser |= {name: f"{name}Dict | {name}" for name in structs if f"{name}Dict" in given}
    for enum in (heading.partition("(")[0] for heading in enums(package)):
        looser[enum] = f"{enum} | str"

    for name in (name for name in given if name.endswith("Dict")):
        plain = {
            member: kind.partition(", called")[0]
            for member, kind in structs[name.removesuffix("Dict")].items()
        }
        assert given[name] == {
            member: re.sub(r"\w+", lambda word: looser.get(word[0], word[0]), kind)
            for member, kind in plain.items()
        }


def test_arguments_may_be_kept_in_a_dict(package: ModuleType) -> None:
    """Each method but the iterators has a TypedDict of its arguments: the same, by name."""
    client = next(name for name in package.__all__ if f"Async{name}" in package.__all__)
    kept = {
        f"{method.title().replace('_', '')}Arguments": {
            name: kind.removesuffix(", by position")
            for name, kind in promised.items()
            if name != "returns"
        }
        for method, promised in methods(getattr(package, client)).items()
        if not method.startswith("iter_")
    }
    given = dicts(package)
    assert kept == {name: given[name] for name in given if name.endswith("Arguments")}

"""A package that does not load is a problem with a place, and nothing is published."""

import ast
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corrigenda import build
from corrigenda.build import regenerate
from corrigenda.generate.format import format_tree
from corrigenda.loading import Finished, load_all
from corrigenda.problems import Place, ProblemsError

BASE = Path(__file__).parent / "base"

BREAKS = {
    "an undefined base": (
        "models",
        lambda text: text.replace("class Order(Model", "class Order(Modell"),
        "schemas/acme/openapi.yaml:30:5: `Order` is generated, but does not load: NameError",
    ),
    "an undefined annotation of a struct": (
        "models",
        lambda text: text.replace("    id: str", "    id: Text"),
        "schemas/acme/openapi.yaml:30:5: `Order` is generated, but does not load: NameError",
    ),
    "a union that msgspec cannot decode": (
        "models",
        lambda text: text.replace("    id: str", "    id: NewOrder | Order"),
        "schemas/acme/openapi.yaml:30:5: `Order` is generated, but does not load: TypeError",
    ),
    "an undefined type of a response": (
        "_operations",
        lambda text: text.replace("Call[Order]", "Call[Orders]"),
        "schemas/acme/openapi.yaml:1:1: `create_order` is generated, but does not load: NameError",
    ),
    "a warning": (
        "inputs",
        lambda text: f'{text}\n_X = "\\d"\n',
        "schemas/acme/openapi.yaml:1:1: the package is generated, but does not load: SyntaxError",
    ),
    "an export that is nowhere": (
        "__init__",
        lambda text: text.replace('"Acme": "client"', '"Acme": "clients"'),
        "schemas/acme/openapi.yaml:1:1: the package is generated, but does not load: Module",
    ),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_does_not_load_is_not_published(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, broken, said = BREAKS[what]
    folder = tmp_path / "schemas/acme"
    folder.mkdir(parents=True)
    for name in ("openapi.yaml", "provider.toml"):
        (folder / name).write_text((BASE / "schemas/acme" / name).read_text())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(build, "format_tree", spoiled(module, broken))
    with pytest.raises(ProblemsError) as caught:
        regenerate(Path("schemas"), Path("overlays"), Path("generated"))
    assert str(caught.value).startswith(said)
    assert not (tmp_path / "generated").exists()


@pytest.mark.parametrize("base", ["base", "base-graphql"])
def test_every_module_that_a_package_imports_is_in_it(base: str, tmp_path: Path) -> None:
    shutil.copytree(BASE.parent / base / "schemas", tmp_path / "schemas")
    shutil.rmtree(tmp_path / "schemas/acme/samples")
    regenerate(tmp_path / "schemas", tmp_path / "overlays", tmp_path / "generated")
    source = tmp_path / "generated/acme/src"
    missing = [
        f"{path.name}: {node.module}"
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level and not exists(path, node)
    ]
    assert missing == []


def exists(path: Path, node: ast.ImportFrom) -> bool:
    """Whether the module of a relative import is there."""
    folder = path.parents[node.level - 1]
    module = folder.joinpath(*node.module.split(".")) if node.module else folder
    return module.with_suffix(".py").is_file() or (module / "__init__.py").is_file()


def spoiled(module: str, broken: Callable[[str], str]) -> Callable[[Path], None]:
    """`format_tree`, after which one module is broken."""

    def formatted(folder: Path) -> None:
        format_tree(folder)
        path = folder / f"src/acme_client/{module}.py"
        text = path.read_text(encoding="utf-8")
        assert broken(text) != text
        path.write_text(broken(text), encoding="utf-8")

    return formatted


def test_a_package_whose_requirements_are_missing(tmp_path: Path) -> None:
    (tmp_path / "src" / "acme_client").mkdir(parents=True)
    module = tmp_path / "src" / "acme_client" / "__init__.py"
    module.write_text("raise ModuleNotFoundError(\"No module named 'msgspec'\")\n")
    with pytest.raises(ProblemsError, match="in the extra `generate`: pip install '"):
        load_all([Finished(tmp_path / "src", Place(tmp_path / "openapi.yaml"), {})], tmp_path)

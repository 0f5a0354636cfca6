"""The hint for a missing extra names its requirements, so it works before a release and after."""

import importlib.metadata
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from corrigenda.extras import install

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]


def metadata(extra: str, text: str) -> str:
    """A requirement of an extra as it stands in the metadata of an installation."""
    one = Requirement(text)
    also = f"({one.marker}) and " if one.marker else ""
    one.marker = None
    return f"{one}; {also}extra == '{extra}'"


def without_marker(text: str) -> Requirement:
    one = Requirement(text)
    one.marker = None
    return one


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What is installed, with its versions: Corrigenda alone at first."""
    wanted = [metadata(extra, one) for extra, texts in EXTRAS.items() for one in texts]
    monkeypatch.setattr(
        importlib.metadata, "requires", lambda _name: [*PROJECT["dependencies"], *wanted]
    )
    versions: dict[str, str] = {}

    def version(name: str) -> str:
        if name not in versions:
            raise importlib.metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(importlib.metadata, "version", version)
    return versions


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_requirement_of_the_project_is_named(extra: str) -> None:
    words = install(extra).split(" '")
    assert words[0] == "pip install"
    wanted = [without_marker(one) for one in EXTRAS[extra] if _is_for_here(one)]
    assert [Requirement(one.removesuffix("'")) for one in words[1:]] == wanted


def _is_for_here(text: str) -> bool:
    marker = Requirement(text).marker
    return marker is None or marker.evaluate()


def test_what_is_installed_is_not_named(installed: dict[str, str]) -> None:
    installed["packaging"] = "26.0"
    assert install("diff") == "pip install 'griffelib>=2.4'"


def test_what_is_too_old_is_named(installed: dict[str, str]) -> None:
    installed.update({"packaging": "24.2", "griffelib": "2.5.0rc1"})
    assert install("diff") == "pip install 'packaging>=26'"


def test_all_is_named_if_nothing_is_lacking(installed: dict[str, str]) -> None:
    installed["psycopg"] = "3.3"  # without its binary, which has no entry of its own
    assert install("postgres") == "pip install 'psycopg[binary]>=3.2'"


def test_without_an_installation_the_checkout_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def requires(name: str) -> list[str]:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", requires)
    assert install("diff") == "pip install '.[diff]', in the checkout of Corrigenda"


def test_the_documentation_names_the_same() -> None:
    page = (ROOT / "docs" / "versioning.md").read_text()
    assert f"It needs the extra `diff`, which is `{install('diff')}`." in page

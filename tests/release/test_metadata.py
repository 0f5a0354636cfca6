"""What a package says of itself: what its provider wrote, and nothing that it did not."""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from packaging.licenses import canonicalize_license_expression

from corrigenda.cli import main
from corrigenda.released import Release

BASE = Path(__file__).parents[1] / "pipeline" / "base"
RUNTIME = Path("src/acme_client/_runtime")


def generated(folder: Path, added: str = "", license_text: str | None = None) -> Path:
    """Generate the package of the base case, with a table added to its `provider.toml`."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    with (folder / "schemas/acme/provider.toml").open("a") as file:
        file.write(added)
    if license_text is not None:
        (folder / "schemas/acme/LICENSE").write_text(license_text)
    places = [f"--{name}={folder / name}" for name in ("schemas", "overlays")]
    done = CliRunner().invoke(main, ["regenerate", *places, f"--out={folder / 'generated'}"])
    assert done.exit_code == 0, done.stderr
    return folder / "generated" / "acme"


def project(package: Path) -> dict[str, Any]:
    return tomllib.loads((package / "pyproject.toml").read_text())["project"]


def test_it_claims_nothing_by_itself(tmp_path: Path) -> None:
    package = generated(tmp_path)
    said = project(package)
    assert not {"urls", "authors", "maintainers", "keywords"} & {*said}
    assert not any("Development Status" in one for one in said["classifiers"])
    assert (said["license"], said["license-files"]) == ("MIT", ["LICENSE"])
    assert "Corrigenda authors" in (package / "LICENSE").read_text()
    assert not (package / RUNTIME / "LICENSE").exists()


def test_it_says_what_its_provider_wrote(tmp_path: Path) -> None:
    package = generated(
        tmp_path,
        '\n[package]\nlicense = "apache-2.0"\n'
        'authors = [{name = "Ada \\"A\\" Lovelace", email = "ada@example.com"}, {name = "Bob"}]\n'
        'maintainers = [{name = "Eve"}]\nkeywords = ["orders"]\n'
        'classifiers = ["Private :: Do Not Upload"]\n'
        '[package.urls]\n"Source \\\\ code" = "https://acme.example/x?y=\'1\'"\n',
        "Apache License",
    )
    said = project(package)
    assert said["license"] == "Apache-2.0 AND MIT"
    assert said["license-files"] == ["LICENSE", str(RUNTIME / "LICENSE")]
    assert said["authors"] == [
        {"name": 'Ada "A" Lovelace', "email": "ada@example.com"},
        {"name": "Bob"},
    ]
    assert said["maintainers"] == [{"name": "Eve"}]
    assert said["keywords"] == ["orders"]
    assert {"Private :: Do Not Upload", "Typing :: Typed"} <= {*said["classifiers"]}
    assert said["urls"] == {"Source \\ code": "https://acme.example/x?y='1'"}
    assert (package / "LICENSE").read_text() == "Apache License"
    assert "Corrigenda authors" in (package / RUNTIME / "LICENSE").read_text()
    lock = (package / "corrigenda.lock").read_text()
    assert "schemas/acme/LICENSE" in lock
    assert "generated/acme/LICENSE" in lock


@pytest.mark.parametrize(
    ("own", "whole"),
    [
        ("Apache-2.0", "Apache-2.0 AND MIT"),
        ("MIT", "MIT"),
        ("Apache-2.0 AND MIT", "Apache-2.0 AND MIT"),
        ("Apache-2.0 OR MIT", "(Apache-2.0 OR MIT) AND MIT"),
        ("LicenseRef-Proprietary", "LicenseRef-Proprietary AND MIT"),
    ],
)
def test_the_licence_of_the_whole_names_that_of_the_runtime(own: str, whole: str) -> None:
    assert Release(license=own, text="...").expression == whole
    assert canonicalize_license_expression(whole) == whole

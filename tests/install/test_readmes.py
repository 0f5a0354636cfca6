"""Every wheel does what its README says, in an environment that has nothing else.

The shell commands of a README are run as they are, in a folder with the wheels of a release, and
then its Python is, against an emulator. So is the test that it shows, by pytest.
"""

import subprocess
from pathlib import Path

import pytest

from corrigenda.emulator import Emulator
from tests.install.environment import Environment
from tests.install.test_install import copy
from tests.readmes.blocks import running

ROOT = Path(__file__).parents[2]
PROVIDERS = sorted(path.parent.name for path in ROOT.glob("generated/*/pyproject.toml"))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a release has, and a copy of the generated packages."""
    folder = tmp_path_factory.mktemp("release")
    copy(ROOT, folder / "checkout")
    builder = Environment(folder / "builder")
    sources = [folder / "checkout", *(folder / "checkout/generated" / one for one in PROVIDERS)]
    done = builder.run("pip", "wheel", "-q", "--no-deps", f"-w{folder}/dist", *map(str, sources))
    assert done.returncode == 0, done.stderr
    (folder / "checkout/generated").rename(folder / "generated")
    return folder


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_wheel_does_what_its_readme_says(provider: str, release: Path, tmp_path: Path) -> None:
    environment = Environment(tmp_path)
    for name in ("dist", "generated"):
        copy(release / name, tmp_path / name)
    readme = (tmp_path / "generated" / provider / "README.md").read_text(encoding="utf-8")
    for block in running(readme, "shell"):
        done = environment.shell(block.text)
        assert done.returncode == 0, f"{block.text}\n{done.stderr}"

    blocks = [one.text for one in running(readme)]
    (tmp_path / "readme.py").write_text("\n".join(blocks), encoding="utf-8")
    with Emulator(seed="docs") as emulator:
        upper = provider.upper()
        variables = {f"{upper}_{one}": "reader" for one in ("TOKEN", "SITE_ID")}
        variables[f"{upper}_BASE_URL"] = emulator.url(provider)
        done = environment.run("python", "-W", "error", "readme.py", **variables)
    assert done.returncode == 0, done.stderr

    (test,) = (one for one in blocks if "def test_" in one)
    (tmp_path / "test_shown.py").write_text(test, encoding="utf-8")
    environment.install("pytest")
    done = environment.run("pytest", "-q", "test_shown.py")
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_the_shell_fails_if_a_command_fails(tmp_path: Path) -> None:
    done: subprocess.CompletedProcess[str] = Environment(tmp_path).shell("false\ntrue\n")
    assert done.returncode == 1

"""The command itself is stopped by real signals while it publishes a real package."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corrigenda.publish import locked
from tests.publish.packages import tree

ROOT = Path(__file__).parents[2]
INPUTS = ROOT / "tests/pipeline/base"

_STOPPED = """
import os, signal, sys
from pathlib import Path
from tests.publish import stops
out, at, number = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
stops.act = lambda mode: os.kill(os.getpid(), number)
count = stops.watch(out, at, "signal")
sys.argv = ["corrigenda", "regenerate", "--out", str(out), *sys.argv[4:]]
from corrigenda.cli import main
try:
    main()
finally:
    print("operations:", count[0])
"""


def run(folder: Path, at: int = 0, number: int = 0) -> "subprocess.CompletedProcess[str]":
    out = folder / "generated"
    places = [f"--{name}={folder / name}" for name in ("schemas", "overlays")]
    command = [sys.executable, "-c", _STOPPED, str(out), str(at), str(number), *places]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Inputs, what they make, and then one input changed; and the operations of the next run."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(INPUTS, folder, dirs_exist_ok=True)
    assert run(folder).returncode == 0
    manifest = folder / "schemas/acme/provider.toml"
    manifest.write_text(manifest.read_text().replace("Orders at Acme.", "Everything at Acme."))
    shutil.copytree(folder, folder.parent / "counted")
    done = run(folder.parent / "counted")
    assert done.returncode == 0
    return folder, int(done.stdout.rpartition("operations: ")[2])


@pytest.mark.skipif(sys.platform == "win32", reason="has other signals")
@pytest.mark.parametrize(
    ("part", "number", "code"),
    [(0.01, 9, -9), (0.5, 2, 130), (0.5, 15, 143), (0.7, 9, -9), (0.8, 2, 130), (0.99, 15, 143)],
)
def test_a_signal_leaves_every_package_whole(
    built: tuple[Path, int], tmp_path: Path, part: float, number: int, code: int
) -> None:
    source, operations = built
    folder = tmp_path / "copy"
    shutil.copytree(source, folder)
    new = tree(source.parent / "counted/generated")

    done = run(folder, at=1 + int(part * (operations - 1)), number=number)

    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    found = {name: text for name, text in tree(folder / "generated").items() if name[0] != "."}
    assert found in (new, tree(source / "generated"))
    assert run(folder).returncode == 0
    assert tree(folder / "generated") == new


def test_of_two_commands_at_once_the_second_says_so(
    built: tuple[Path, int], tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(built[0], folder)
    before = tree(folder / "generated")
    (folder / "schemas/acme/openapi.yaml").write_text("nothing that can be built")
    with locked(folder / "generated"):
        done = run(folder)
    assert done.returncode == 1
    assert "generated:1:1: another `corrigenda regenerate` is working on this folder" in done.stderr
    assert "openapi.yaml" not in done.stderr, "at once, not after it has built everything"
    assert tree(folder / "generated") == before

"""What can be compared, what cannot, and the exit code of each."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corrigenda.apidiff.compare import compare_modules
from corrigenda.apidiff.load import load
from corrigenda.cli import main

GENERATED = Path(__file__).parents[2] / "generated"
PROVIDERS = sorted(path.parent.name for path in GENERATED.glob("*/pyproject.toml"))


def diff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)], catch_exceptions=False)


def versions(said: Result) -> list[tuple[str, str | None, str | None]]:
    packages = json.loads(said.stdout)["packages"]
    return [(one["package"], one["old_version"], one["proposed_version"]) for one in packages]


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A package whose `create_invoice` is gone."""
    package = tmp_path / "changed" / "sonicpay"
    shutil.copytree(GENERATED / "sonicpay", package, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (package / "src/sonicpay_client").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("def create_invoice(", "def _create_invoice("))
    return package


def wheel(package: Path, folder: Path) -> Path:
    """A wheel as hatchling builds it from a generated package."""
    path = folder / "sonicpay_client-0.2.0-py3-none-any.whl"
    source = package / "src"
    metadata = (
        "Metadata-Version: 2.4\nName: sonicpay-client\nVersion: 0.2.0\n"
        "Requires-Python: >=3.11\nRequires-Dist: httpx2<3,>=2.16\nRequires-Dist: msgspec<1,>=0.22\n"
    )
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(source.rglob("*.py")):
            archive.write(file, file.relative_to(source).as_posix())
        archive.write(package / "corrigenda.lock", "sonicpay_client/corrigenda.lock")
        archive.writestr("sonicpay_client-0.2.0.dist-info/METADATA", metadata)
    return path


def sdist(package: Path, folder: Path) -> Path:
    """A source distribution: the folder of the package, packed."""
    path = folder / "sonicpay_client-0.2.0.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(package, "sonicpay_client-0.2.0")
    return path


def test_the_packages_of_this_project_are_equal_to_themselves() -> None:
    said = diff("--format", "json", GENERATED, GENERATED)
    assert said.exit_code == 0
    assert all(not one["changes"] for one in json.loads(said.stdout)["packages"])
    assert [name for name, _, _ in versions(said)] == [f"{name}_client" for name in PROVIDERS]
    for name in PROVIDERS:
        folder = GENERATED / name / "src" / f"{name}_client"
        assert compare_modules(load(folder), load(folder)) == []


@pytest.mark.parametrize("inside", ["", "src", "src/sonicpay_client"])
def test_a_package_is_found_by_each_of_its_folders(changed: Path, inside: str) -> None:
    said = diff("--format", "json", GENERATED / "sonicpay" / inside, changed / inside)
    assert said.exit_code == 1
    assert versions(said) == [("sonicpay_client", "0.2.0", "0.3.0")]
    assert '"place": "sonicpay_client.SonicPay.create_invoice"' in said.stdout


@pytest.mark.parametrize("pack", [wheel, sdist])
def test_a_packed_package_is_equal_to_its_folder(
    pack: Callable[[Path, Path], Path], changed: Path, tmp_path: Path
) -> None:
    package = GENERATED / "sonicpay"
    packed = pack(package, tmp_path)
    assert "No change of the API. The code is the same." in diff(packed, package).stdout
    assert diff(package, packed).exit_code == 0
    said = diff(packed, changed)
    assert said.exit_code == 1
    assert 'write `version = "0.3.0"` in schemas/sonicpay/provider.toml' in said.stdout


def test_one_package_is_compared_with_the_same_one_among_others(changed: Path) -> None:
    said = diff("--format", "json", GENERATED, changed)
    assert said.exit_code == 1
    assert versions(said) == [("sonicpay_client", "0.2.0", "0.3.0")]


def test_packages_that_come_and_go(changed: Path) -> None:
    said = diff("--format", "json", GENERATED, changed.parent)
    kinds = [
        [one["kind"] for one in each["changes"]] for each in json.loads(said.stdout)["packages"]
    ]
    assert ["package-removed"] in kinds
    assert said.exit_code == 1
    back = diff(changed.parent, GENERATED)
    assert back.exit_code == 0
    assert "quickbooks_client: added" in back.stdout


def test_a_breaking_change_is_accepted_with_the_version_that_says_so(changed: Path) -> None:
    arguments = ("--versioned", GENERATED / "sonicpay", changed)
    assert diff(*arguments).exit_code == 1
    settings = changed / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('version = "0.2.0"', 'version = "0.3.0"'), encoding="utf-8")
    said = diff(*arguments)
    assert said.exit_code == 0
    assert "Proposed version: 0.3.0; 0.3.0 is written already" in said.stdout
    assert diff(*arguments[1:]).exit_code == 1


def test_code_is_read_and_never_run(changed: Path, tmp_path: Path) -> None:
    trap = tmp_path / "sprung"
    for path in (changed / "src/sonicpay_client").rglob("*.py"):
        if "from __future__" not in path.read_text(encoding="utf-8"):
            text = path.read_text(encoding="utf-8")
            path.write_text(f"{text}\nopen({str(trap)!r}, 'w').close()\n", encoding="utf-8")
    before = set(sys.modules)
    diff(GENERATED / "sonicpay", changed)
    assert not trap.exists()
    assert not any(name.startswith("sonicpay_client") for name in set(sys.modules) - before)


def test_without_metadata_only_the_code_is_compared(changed: Path) -> None:
    (changed / "pyproject.toml").unlink()
    said = diff("--format", "json", changed, changed)
    assert versions(said) == [("sonicpay_client", None, None)]


def no_python(folder: Path) -> tuple[Path, Path]:
    shutil.copytree(GENERATED / "sonicpay", folder / "broken")
    (folder / "broken/src/sonicpay_client/models.py").write_text(
        "class Invoice(\n", encoding="utf-8"
    )
    return GENERATED / "sonicpay", folder / "broken"


def no_version(folder: Path) -> tuple[Path, Path]:
    shutil.copytree(GENERATED / "sonicpay", folder / "broken")
    (folder / "broken/pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    return folder / "broken", GENERATED / "sonicpay"


def no_wheel(folder: Path) -> tuple[Path, Path]:
    (folder / "broken.whl").write_bytes(b"PK no")
    return folder / "broken.whl", GENERATED / "sonicpay"


def no_client(folder: Path) -> tuple[Path, Path]:
    with zipfile.ZipFile(folder / "other.whl", "w") as archive:
        archive.writestr("other/__init__.py", "")
    return folder / "other.whl", GENERATED / "sonicpay"


def copy(folder: Path) -> Path:
    return Path(shutil.copytree(GENERATED / "sonicpay", folder))


def broken_stream(folder: Path) -> tuple[Path, Path]:
    """A wheel in which one byte of each compressed stream is wrong."""
    path = wheel(GENERATED / "sonicpay", folder)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(folder / "bad.whl", "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    content = bytearray((folder / "bad.whl").read_bytes())
    with zipfile.ZipFile(folder / "bad.whl") as archive:
        for one in archive.infolist():
            content[one.header_offset + 30 + len(one.filename)] = 0xFF
    (folder / "bad.whl").write_bytes(content)
    return folder / "bad.whl", GENERATED


def encrypted(folder: Path) -> tuple[Path, Path]:
    return described(folder, 6, 1)


def unknown_method(folder: Path) -> tuple[Path, Path]:
    return described(folder, 8, 97)


def described(folder: Path, at: int, byte: int) -> tuple[Path, Path]:
    """A wheel whose first file is described by another byte, beside it and in the directory."""
    path = wheel(GENERATED / "sonicpay", folder)
    with zipfile.ZipFile(path) as archive:
        start = archive.start_dir
    content = bytearray(path.read_bytes())
    content[at] = content[start + at + 2] = byte
    path.write_bytes(content)
    return path, GENERATED


def no_gzip(folder: Path) -> tuple[Path, Path]:
    (folder / "broken.tar.gz").write_bytes(b"no")
    return folder / "broken.tar.gz", GENERATED


def cut_gzip(folder: Path) -> tuple[Path, Path]:
    path = sdist(GENERATED / "sonicpay", folder)
    path.write_bytes(path.read_bytes()[:-20_000])
    return path, GENERATED


def two_copies(folder: Path) -> tuple[Path, Path]:
    copy(folder / "both/old")
    copy(folder / "both/new")
    return folder / "both", GENERATED


def bad_file_in_wheel(folder: Path) -> tuple[Path, Path]:
    package, other = copy(folder / "one"), GENERATED / "sonicpay"
    (package / "src/sonicpay_client/models.py").write_text("class Invoice(\n", encoding="utf-8")
    return wheel(package, folder), other


def bad_metadata_in_sdist(folder: Path) -> tuple[Path, Path]:
    package, other = copy(folder / "one"), GENERATED / "sonicpay"
    (package / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return sdist(package, folder), other


def link_out(folder: Path) -> tuple[Path, Path]:
    package = copy(folder / "one")
    (package / "src/sonicpay_client/root").symlink_to("/")
    return GENERATED, package


def endless(folder: Path) -> tuple[Path, Path]:
    package = copy(folder / "one")
    (package / "src/sonicpay_client/more.py").symlink_to("/dev/zero")
    return GENERATED, package


WRONG: dict[str, Callable[[Path], tuple[str | Path, Path]]] = {
    "bad.whl:1:1: cannot be unpacked: Error -3 while decompressing": broken_stream,
    "is encrypted, password required": encrypted,
    "whl:1:1: cannot be unpacked: That compression method is not supported\n": unknown_method,
    "broken.tar.gz:1:1: cannot be unpacked: not a gzip file\n": no_gzip,
    "gz:1:1: cannot be unpacked: ": cut_gzip,
    "both:1:1: has `sonicpay_client` twice: ": two_copies,
    "any.whl!sonicpay_client/models.py:1:1: is not Python: ": bad_file_in_wheel,
    "gz!sonicpay_client-0.2.0/pyproject.toml:1:1: has no usable name": bad_metadata_in_sdist,
    "sonicpay_client/root:1:1: is a link to a folder": link_out,
    "sonicpay_client/more.py:1:1: is no file": endless,
    "/dev/null:1:1: is neither a folder": lambda folder: (Path("/dev/null"), GENERATED),
    "/dev/zero:1:1: is neither a folder": lambda folder: (GENERATED, Path("/dev/zero")),
    "a\\nb:1:1: does not exist": lambda folder: (folder / "a\nb", GENERATED),
    "one of them is empty": lambda folder: ("", GENERATED),
    "models.py:1:": no_python,
    "has no usable name, version and requirements": no_version,
    "cannot be unpacked": no_wheel,
    "has no generated package": no_client,
    "is another package": lambda folder: (GENERATED / "sonicpay", GENERATED / "subsbase"),
    "does not exist": lambda folder: (folder / "nothing", GENERATED),
    "is neither a folder": lambda folder: (GENERATED / "sonicpay/README.md", GENERATED),
    "is no commit here": lambda folder: ("nothing:generated", GENERATED),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_cannot_be_compared_is_a_mistake_of_usage(message: str, tmp_path: Path) -> None:
    said = diff(*WRONG[message](tmp_path))
    assert (said.exit_code, said.stdout) == (2, "")
    assert message in said.stderr
    assert "\n  fix: " in said.stderr or "Usage: " in said.stderr


def git(*arguments: str) -> None:
    """Git, with nothing of the machine's settings."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    people = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(
        ["git", *people, *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **settings},
    )


def test_a_folder_of_a_commit(
    changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    shutil.copytree(GENERATED / "sonicpay", "generated/sonicpay")
    assert diff("HEAD:generated", "generated").exit_code == 0  # before the first commit
    git("add", "generated")
    git("commit", "-qm", "First")
    assert diff("HEAD:generated", "generated").exit_code == 0
    shutil.rmtree("generated/sonicpay")
    shutil.copytree(changed, "generated/sonicpay")
    assert diff("HEAD:generated", "generated").exit_code == 1
    assert diff("HEAD:generated/sonicpay/", "./generated/sonicpay").exit_code == 1
    assert diff("HEAD:changed", "generated").exit_code == 0  # the commit has no such folder
    assert diff("HEAD:generatd", "generated").exit_code == 2


def test_a_commit_is_found_from_each_folder(
    changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(GENERATED / "sonicpay", "generated/sonicpay")
    for folder in ("docs", "assets"):
        Path(folder).mkdir()
        Path(folder, "a.txt").write_text("A file.")
    Path("generated/sonicpay/src/sonicpay_client/broken.py").write_text("(")
    git("init", "-q")
    git("add", "assets", "docs", "generated")
    git("commit", "-qm", "Not Python")
    Path("generated/sonicpay/src/sonicpay_client/broken.py").unlink()
    said = diff("HEAD:generated", "generated")
    assert said.exit_code == 2
    place = "HEAD:generated/sonicpay/src/sonicpay_client/broken.py:1:1: is not Python"
    assert said.stderr.startswith(place)
    assert "HEAD:assets:1:1: has no generated package" in diff("HEAD:assets", "generated").stderr
    git("add", "generated")
    git("commit", "-qm", "Mended")
    assert diff("HEAD:./generated", "generated").exit_code == 0
    assert diff("HEAD:", changed).exit_code == 2  # `generated` is no package
    monkeypatch.chdir("docs")
    for folder in ("../generated", "../docs/../generated/", f"{tmp_path}/generated"):
        assert diff(f"HEAD:{folder}", "../generated").exit_code == 0
        assert diff(f"HEAD:{folder}", changed).exit_code == 1
    said = diff("HEAD:../..", "../generated")
    assert (said.exit_code, said.stderr.partition("\n")[0]) == (
        2,
        "HEAD:../..:1:1: `../..` is outside the repository",
    )
    monkeypatch.chdir("../generated/sonicpay")
    assert diff("HEAD:..", "..").exit_code == 0
    assert diff("HEAD:", ".").exit_code == 0
    assert diff("HEAD:.", ".").exit_code == 0

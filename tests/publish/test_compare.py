"""What `--check` says of whole packages: one problem, and not one for each of their files."""

from pathlib import Path

from corrigenda.problems import Problem
from corrigenda.publish import compare


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def check(folder: Path) -> list[str]:
    def told(problem: Problem) -> str:
        path = problem.place.path.relative_to(folder / "generated").as_posix()
        return f"{path} {problem.message}"

    return [told(one) for one in compare(folder / "staged", folder / "generated", whole=True)]


def test_a_package_that_was_never_built_is_one_problem(tmp_path: Path) -> None:
    write(tmp_path / "staged", "acme/a", "acme/b/c", "acme/b/d")
    assert check(tmp_path) == ["acme is missing (3 files)"]
    write(tmp_path / "generated", "acme/a")
    assert check(tmp_path) == ["acme/b/c is missing", "acme/b/d is missing"]


def test_a_package_whose_provider_is_gone_is_one_problem(tmp_path: Path) -> None:
    write(tmp_path / "staged", "acme/a")
    write(tmp_path / "generated", "acme/a", "gone/a", "gone/b/c", "note")
    assert check(tmp_path) == [
        "gone is not generated from any input (2 files)",
        "note is not generated from any input",
    ]

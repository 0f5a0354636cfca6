# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2026.10"]
# ///
"""Sessions, each with its own environment. All logic is in `src/`."""

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["lint", "typecheck", "tests"]

PROJECT = nox.project.load_toml("pyproject.toml")
ERRATA = ("--format", "md", "--output", "docs/errata/")
PACKAGES = sorted(str(path.parent) for path in Path("generated").glob("*/pyproject.toml"))


def group(name: str) -> list[str]:
    """The requirements of a dependency group."""
    return list(nox.project.dependency_groups(PROJECT, name))


@nox.session
def regenerate(session: nox.Session) -> None:
    """Generate everything under generated/, and docs/errata/, from schemas/ and overlays/."""
    session.install("-e", ".[generate]")
    session.run("corrigenda", "regenerate", "--strict", *session.posargs)
    if not session.posargs:
        session.run("corrigenda", "errata", *ERRATA)
        session.run("python", "-m", "tests.corpus.table")
    elif session.posargs == ["--check"]:
        session.run("corrigenda", "errata", "--check", *ERRATA)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests, including the contract tests on the installed wheels."""
    session.install(
        ".[generate,emulator]", *(f"./{package}" for package in PACKAGES), *group("test")
    )
    # Fixtures of a module are expensive, so a file stays in one process. Files keep their order:
    # sorted by their number of tests, the longest ones would run at the end, and alone.
    spread = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
    session.run("pytest", *spread, *session.posargs)
    session.run("corrigenda", "regenerate", "--strict", "--check")
    session.run("corrigenda", "errata", "--check", *ERRATA)


@nox.session
def contract(session: nox.Session) -> None:
    """Run only the contract tests."""
    session.install(".[emulator]", *(f"./{package}" for package in PACKAGES), *group("test"))
    session.run("pytest", "tests/contract", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format; `-- --fix` applies automatic fixes."""
    session.install(*group("lint"))
    fix = "--fix" in session.posargs
    session.run("ruff", "check", *(["--fix"] if fix else []), ".")
    session.run("ruff", "format", *([] if fix else ["--check"]), ".")


@nox.session
def typecheck(session: nox.Session) -> None:
    """Check the types of src/, of every generated package and of tests/typing, twice."""
    session.install(
        "-e", ".[generate,emulator]", *(f"./{package}" for package in PACKAGES), *group("typecheck")
    )
    # No real service uses every schema feature, so an invented one covers the rest.
    everything, made = "tests/pipeline/everything", f"{session.create_tmp()}/made"
    places = [f"--{name}={everything}/{name}" for name in ("schemas", "overlays")]
    session.run("corrigenda", "regenerate", "--strict", *places, f"--out={made}")
    own = "examples/own-provider"
    places = [f"--{name}={own}/{name}" for name in ("schemas", "overlays")]
    session.run("corrigenda", "regenerate", "--strict", *places, f"--out={made}-own")
    session.install(f"{made}/depot", f"{made}-own/depots", f"{made}-own/parcels")
    packages = [*PACKAGES, f"{made}/depot"]
    for place in ["src", *(f"{package}/src" for package in packages), "tests/typing", "examples"]:
        session.run("mypy", place)
        session.run("pyright", place)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into site/, strictly, and look at it in a browser."""
    session.install("-e", ".[emulator]", *group("docs"))
    session.run("python", "-m", "website.build", "site")
    session.run("pytest", "tests/site", env={"CORRIGENDA_SITE": "site"})


@nox.session
def bench(session: nox.Session) -> None:
    """Measure into docs/benchmarks.md, all or `-- NAME`; with `--check` it writes nothing."""
    session.install("-e", ".[generate,emulator]", "./generated/sonicpay", *group("bench"))
    session.run("python", "benchmarks/page.py", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheels and source distributions of all packages into dist/, and check them."""
    session.install(*group("build"))
    with session.chdir("assets"):  # the API explorers of the emulator's page
        session.run("npm", "ci", "--ignore-scripts", external=True)
        session.run("npm", "run", "build", external=True)
    # The time of the last commit, so that everybody who builds it gets the same bytes.
    moment = session.run("git", "log", "-1", "--format=%ct", external=True, silent=True)
    epoch = {"SOURCE_DATE_EPOCH": str(moment).strip()}
    shutil.rmtree("dist", ignore_errors=True)
    for package in (".", *PACKAGES):
        command = ("build", "--no-isolation", "--outdir", "dist", package)
        session.run("python", "-m", *command, env=epoch)
    made = sorted(str(path) for path in Path("dist").iterdir())
    session.run("twine", "check", "--strict", *made)
    session.run("check-wheel-contents", *(name for name in made if name.endswith(".whl")))


if __name__ == "__main__":
    nox.main()

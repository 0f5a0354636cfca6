"""The pre-commit hooks and the reusable workflow: their commands, run in a repository of their own.

pre-commit itself would install the project from the network, so here each hook's own command is run
as it would: `entry` and `args`, at the root of the repository, with nothing else.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/check-clients.yml").read_text())
ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "PYTHONPATH": str(ROOT / "src"),
}
SETTINGS = "schemas/sonicpay/provider.toml"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command at the root of the repository; `corrigenda` is the one under test."""
    whole = [sys.executable, "-m", *command] if command[0] == "corrigenda" else list(command)
    return subprocess.run(whole, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def hook(name: str) -> subprocess.CompletedProcess[str]:
    (one,) = (each for each in HOOKS if each["id"] == f"corrigenda-{name}")
    return run(*shlex.split(one["entry"]), *one.get("args", []))


def commit() -> None:
    run("git", "add", "--all")
    people = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    assert run("git", *people, "commit", "-qm", "A commit").returncode == 0


def replace(path: str, before: str, after: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert before in text
    Path(path).write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository with one provider, in the working directory."""
    monkeypatch.chdir(tmp_path)
    for folder in ("schemas", "overlays", "generated"):
        shutil.copytree(ROOT / folder / "sonicpay", f"{folder}/sonicpay")
    assert run("git", "init", "-q").returncode == 0
    commit()


def test_what_is_committed_passes_all_hooks() -> None:
    for one in HOOKS:
        done = run(*shlex.split(one["entry"]), *one.get("args", []))
        assert done.returncode == 0, done.stdout + done.stderr


def test_regenerate_finds_an_edit_of_a_generated_file() -> None:
    replace("generated/sonicpay/README.md", "SonicPay", "Sonic Pay")
    assert hook("regenerate").returncode == 1


def test_errata_finds_a_correction_without_effect() -> None:
    Path("overlays/sonicpay/99-stale.yaml").write_text(
        "overlay: 1.1.0\ninfo: {title: Stale, version: 1.0.0}\n"
        "x-corrections: {SP-99: {title: Nothing, because: It is as it was., confidence: certain,"
        " evidence: [{page: invoices, lines: '1', says: nothing, believed: true}]}}\n"
        "actions: [{target: $.info, update: {}, x-correction: SP-99}]\n",
        encoding="utf-8",
    )
    done = hook("errata")
    assert done.returncode == 1
    assert "99-stale.yaml" in done.stderr


def test_diff_finds_a_break_that_the_version_does_not_say() -> None:
    replace(
        "schemas/sonicpay/openapi.yaml", "operationId: get_invoice", "operationId: read_invoice"
    )
    for folder in ("schemas", "overlays"):
        for path in Path(folder).rglob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("get_invoice", "read_invoice"), encoding="utf-8")
    assert run("corrigenda", "regenerate").returncode == 0
    done = hook("diff")
    assert done.returncode == 1
    assert "sonicpay_client.SonicPay.get_invoice: renamed to read_invoice" in done.stdout
    replace(SETTINGS, 'version = "0.2.0"', 'version = "0.3.0"')
    assert run("corrigenda", "regenerate").returncode == 0
    assert hook("diff").returncode == 0


def test_a_hook_runs_if_a_file_changes_that_it_reads() -> None:
    files = {one["id"]: re.compile(one["files"]) for one in HOOKS}
    assert all(one.search(SETTINGS) for name, one in files.items() if name != "corrigenda-diff")
    assert files["corrigenda-diff"].search("generated/sonicpay/pyproject.toml")
    assert not any(one.search("docs/index.md") for one in files.values())


def test_the_workflow_may_only_read_and_runs_the_three_commands() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    (job,) = WORKFLOW["jobs"].values()
    inputs = WORKFLOW[True]["workflow_call"]["inputs"]  # YAML 1.1 reads `on` as true
    given = {name: str(one.get("default", "")) for name, one in inputs.items()}
    variables = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, value in job["env"].items()
    }
    Path("README.md").write_text("A second commit, whose parent is the base.\n", encoding="utf-8")
    commit()
    for step in job["steps"]:
        command = step.get("run", "")
        assert "${{" not in command, "an input must not become a part of a command"
        if command.startswith("corrigenda"):
            words = shlex.split(re.sub(r"\$(\w+)", lambda one: variables[one[1]], command))
            done = run(*words)
            assert done.returncode == 0, done.stdout + done.stderr
    assert sum("corrigenda " in step.get("run", "") for step in job["steps"]) == 3


def test_actions_are_pinned_as_in_the_other_workflow() -> None:
    other = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    (job,) = WORKFLOW["jobs"].values()
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used
    assert all(f"uses: {one}\n" in other for one in used)

"""The process that `generators` starts: it runs each generator in a fork of itself.

To import a generator takes most of a second, and to run it on a small schema a twentieth of one.
So it is imported once. What a run leaves behind in the process goes with its fork, and the next run
finds the generator as the first one did.

The only argument is an empty folder for a trial, which whoever starts the process removes.

Each line of standard input is a task: the module of a generator, its arguments and its working
directory. Each line of standard output tells whether the generator had nothing to say. This file is
run as a script and imports nothing of the project, which would take longer than it does.
"""

import json
import os
import runpy
import sys
import tempfile
from collections.abc import Sequence
from contextlib import chdir
from importlib import import_module
from pathlib import Path

_TRIAL = {
    "openapi": "3.1.0",
    "info": {"title": "Trial", "version": "1"},
    "paths": {},
    "components": {"schemas": {"Trial": {"type": "object", "properties": {"a": {"enum": ["b"]}}}}},
}
_KINDS = ("msgspec.Struct", "typing.TypedDict")
"""What datamodel-code-generator writes for a client."""


def main() -> None:
    """Do the tasks of standard input until it ends."""
    known = {"datamodel_code_generator"}
    # Every package needs it, so it is imported while the schemas are read.
    _try_datamodel(Path(sys.argv[1]))
    for line in sys.stdin:
        module, arguments, folder = json.loads(line)
        if module not in known:
            known.add(module)
            import_module(f"{module}.main")
        sys.stdout.write(f"{_accepts(module, arguments, folder)}\n")
        sys.stdout.flush()


def _try_datamodel(folder: Path) -> None:
    """Have it import what it needs: it imports most of itself when it first writes something."""
    import_module("jinja2")  # it renders our templates, and none of this trial
    with chdir(folder):
        Path("trial.json").write_text(json.dumps(_TRIAL), encoding="utf-8")
        for kind in _KINDS:
            options = (f"--output-model-type={kind}", "--formatters=builtin", "--ignore-pyproject")
            files = ("--input=trial.json", "--output=trial.py", "--input-file-type=openapi")
            _run("datamodel_code_generator", (*files, *options))


def _accepts(module: str, arguments: Sequence[str], folder: str) -> bool:
    with tempfile.TemporaryFile() as said:
        if (child := os.fork()) == 0:
            _become(module, arguments, folder, said.fileno())
        _child, status = os.waitpid(child, 0)
        said.seek(0)
        return status == 0 and not said.read().strip()


def _become(module: str, arguments: Sequence[str], folder: str, said: int) -> None:
    """Be the generator, and end. It gets none of the pipes: its errors go to the file `said`."""
    code = 1
    try:
        os.chdir(folder)
        nothing = os.open(os.devnull, os.O_RDWR)
        for own, other in ((0, nothing), (1, nothing), (2, said)):
            os.dup2(other, own)
        code = _run(module, arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _run(module: str, arguments: Sequence[str]) -> int:
    """Run a module as `python -m` does, and return its exit code."""
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


if __name__ == "__main__":
    main()

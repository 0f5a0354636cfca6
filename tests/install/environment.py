"""What a user has who has nothing: an empty virtual environment."""

import os
import subprocess
import sys
from pathlib import Path


class Environment:
    """An empty virtual environment, and a folder outside the checkout to run in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # It is as empty as one of `venv`, and there in a tenth of the time.
        command = [sys.executable, "-m", "virtualenv", "--quiet", str(folder / "venv")]
        subprocess.run(command, check=True)

    def command(self, *arguments: str) -> list[str]:
        program, *rest = arguments
        return [str(self.folder / "venv" / "bin" / program), *rest]

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env={**_variables(), **variables},
            capture_output=True,
            text=True,
        )

    def shell(self, commands: str) -> subprocess.CompletedProcess[str]:
        """Run the commands of a page as a reader does, with the environment activated."""
        path = f"{self.folder / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            ["bash", "-e", "-c", commands],
            cwd=self.folder,
            env={**_variables(), "PATH": path},
            capture_output=True,
            text=True,
        )

    def install(self, *requirements: str) -> None:
        done = self.run("pip", "install", "--quiet", *requirements)
        assert done.returncode == 0, done.stderr


def _variables() -> dict[str, str]:
    """The variables of this process without Python's; pip compiles nothing that is never run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COMPILE": "1"}

"""What a user has who has nothing: an empty virtual environment."""

import os
import subprocess
import sys
from pathlib import Path


class Environment:
    """An empty virtual environment, and a folder outside the checkout to run in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)

    def command(self, *arguments: str) -> list[str]:
        program, *rest = arguments
        return [str(self.folder / "venv" / "bin" / program), *rest]

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env={**kept, **variables},
            capture_output=True,
            text=True,
        )

    def shell(self, commands: str) -> subprocess.CompletedProcess[str]:
        """Run the commands of a page as a reader does, with the environment activated."""
        path = f"{self.folder / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            ["bash", "-e", "-c", commands],
            cwd=self.folder,
            env={**kept, "PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
            capture_output=True,
            text=True,
        )

    def install(self, *requirements: str) -> None:
        done = self.run("pip", "install", "--quiet", "--disable-pip-version-check", *requirements)
        assert done.returncode == 0, done.stderr

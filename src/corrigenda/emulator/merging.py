"""Has a folder of schemas and overlays merged, by the factory in a process of its own.

The emulator shares no code with what it judges, so it takes merged documents alone. A folder with
`schemas/` and `overlays/` is handed to `corrigenda schema merge`.
"""

import sys
from pathlib import Path

from .errors import EmulatorError


def merged(data: Path) -> Path:
    """Return a folder with the merged documents, or `data` itself if it needs no merging.

    A folder that is made is removed when the process ends.

    Raises `EmulatorError` with the problems that the factory finds.
    """
    if not (data / "schemas").is_dir():
        return data
    import atexit
    import shutil
    import subprocess
    from tempfile import mkdtemp

    folder = Path(mkdtemp(prefix="corrigenda-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    names = (f"--{name}={data / name}" for name in ("schemas", "overlays"))
    command = [sys.executable, "-m", "corrigenda", "schema", "merge", *names]
    done = subprocess.run([*command, f"--out={folder / 'data'}"], capture_output=True, text=True)
    if done.returncode != 0:
        raise EmulatorError(done.stderr.strip(), f"correct the files in {data}")
    return folder / "data"

"""Builds the site into a folder: `python -m website.build site`.

The order is: copy docs/, write the pages that are made, check what Zensical does not check, and
let it build strictly. It fails on a broken link or anchor, a page that the navigation lacks, a
public name without a docstring, and a public name that the reference does not show.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from website.commands import command_page
from website.pages import SHOWN, left_out, public_names, reference, undocumented, within_site

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "website"


def stage(place: Path) -> list[str]:
    """Write everything that Zensical reads, and return what is wrong with it."""
    docs, problems = place / "docs", undocumented(ROOT)
    shutil.copytree(ROOT / "docs", docs)
    for page in sorted((ROOT / "docs").rglob("*.md")):
        text, missing = within_site(page.read_text(encoding="utf-8"), page, ROOT)
        (docs / page.relative_to(ROOT / "docs")).write_text(text, encoding="utf-8")
        problems += missing
    (docs / "reference").mkdir(exist_ok=True)
    (docs / "reference/cli.md").write_text(command_page(), encoding="utf-8")
    for module in SHOWN:
        (docs / f"reference/{module}.md").write_text(reference(ROOT, module), encoding="utf-8")
    (docs / "assets").mkdir(exist_ok=True)
    shutil.copy(HERE / "iframe-worker/shim.js", docs / "assets/iframe-worker.js")
    shutil.copy(HERE / "iframe-worker/LICENSE", docs / "assets/iframe-worker.LICENSE")
    shutil.copy(HERE / "site.css", docs / "assets/site.css")
    shutil.copy(HERE / "zensical.toml", place / "zensical.toml")
    pages = (page.relative_to(docs).as_posix() for page in sorted(docs.rglob("*.md")))
    navigation = (HERE / "zensical.toml").read_text(encoding="utf-8")
    return [
        *problems,
        *(f"{page} is not in the navigation" for page in left_out(pages, navigation)),
    ]


def zensical(place: Path) -> list[str]:
    """Build strictly, and return what Zensical says if it refuses, without its traceback."""
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    paths = [str(ROOT / folder) for folder in dict.fromkeys(SHOWN.values())]
    given = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([*paths, *([given] if given else [])])
    environment = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    said = re.sub(r"\x1b\[[\d;]*m", "", f"{done.stdout}\n{done.stderr}")
    return [said.partition("Traceback")[0].strip()] if done.returncode else []


def not_shown(site: Path) -> list[str]:
    """Public names without an anchor on the page of their module."""
    missing: list[str] = []
    for module in SHOWN:
        html = (site / f"reference/{module}.html").read_text(encoding="utf-8")
        missing += [
            f"{module}.{name} is not in the reference"
            for name in public_names(ROOT, module)
            if f'id="{module}.{name}"' not in html
        ]
    return missing


def build(out: Path) -> list[str]:
    """Build the site into a folder, which is replaced, and return the problems."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        if problems := stage(place):
            return problems
        if problems := zensical(place):
            return problems
        if problems := not_shown(place / "site"):
            return problems
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(place / "site", out)
    return []


def main() -> None:
    """Build, and say what is wrong."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    if problems := build(out):
        sys.exit("\n".join(problems))
    print(f"The site is in {out}: open {out}/index.html.")


if __name__ == "__main__":
    main()

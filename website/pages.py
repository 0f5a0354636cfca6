"""Writes what the site has beside `docs/`: the reference of commands and of public names.

These pages are made when the site is built, so they cannot fall behind. Nothing is left out in
silence: a public name without a docstring is a problem, and so is a link to a file that is missing.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import griffe

# All four packages have the same shape, so the reference shows one REST and one GraphQL client.
SHOWN = {
    "sonicpay_client": "generated/sonicpay/src",
    "quickbooks_client": "generated/quickbooks/src",
    "corrigenda.emulator": "src",
    "corrigenda.overlay": "src",
    "corrigenda.draft": "src",
}
MODULES = {
    **SHOWN,
    "sonderplan_client": "generated/sonderplan/src",
    "subsbase_client": "generated/subsbase/src",
}
LINK = re.compile(r"\[((?:[^][]|\[[^]]*\])*)\]\(((?:\.\./)+[^)#\s]*)(#[^)\s]*)?\)")


@cache
def load(root: Path, module: str) -> griffe.Object | griffe.Alias:
    """What griffe knows of a module; reading a package takes a second."""
    return griffe.load(module, search_paths=[root / MODULES[module]])


def public_names(root: Path, module: str) -> dict[str, griffe.Object | griffe.Alias]:
    """The names in a module's `__all__`, with what griffe knows of each."""
    loaded = load(root, module)
    assert loaded.exports, f"{module} has no __all__"
    return {str(name): loaded[str(name)] for name in loaded.exports}


def is_foreign(known: griffe.Object | griffe.Alias) -> bool:
    """Whether a name is another library's: `UNSET` and `UnsetType` are those of msgspec."""
    try:
        return not known.canonical_path
    except griffe.AliasResolutionError:
        return True


def entry(module: str, name: str, known: griffe.Object | griffe.Alias) -> str:
    """What a page has of a name: what mkdocstrings replaces, or where the name comes from."""
    if is_foreign(known):
        anchor = f'<a id="{module}.{name}"></a>'
        where = "See [UNSET](../structs.md#unset)."
        return f"## `{name}`\n\n{anchor}The `{name}` of msgspec. {where}\n"
    return f"::: {module}.{name}\n"


def undocumented(root: Path) -> list[str]:
    """Public names, and public methods of public classes, that have no docstring."""
    found: list[str] = []
    for module in MODULES:
        for name, known in public_names(root, module).items():
            if is_foreign(known):
                continue
            if not known.docstring:
                found.append(f"{module}.{name}")
            if known.is_class:
                found += [
                    f"{module}.{name}.{member}"
                    for member, method in known.members.items()
                    if method.is_function and member[0] != "_" and not method.docstring
                ]
    return found


def reference(root: Path, module: str) -> str:
    """The page of a module: every public name, in the order of `__all__`."""
    names = public_names(root, module)
    about = load(root, module).docstring
    head = f"# `{module}`\n\n{about.value if about else ''}\n"
    return "\n".join([head, *(entry(module, *one) for one in names.items())])


def within_site(text: str, page: Path, root: Path) -> tuple[str, list[str]]:
    """Links that lead out of `docs/` as names of files, and those that lead nowhere.

    A site that works offline has no repository to link to.
    """
    docs, missing = root / "docs", list[str]()

    def name_file(found: re.Match[str]) -> str:
        label, target, _anchor = found.groups()
        file = (page.parent / target).resolve()
        if file.is_relative_to(docs):
            return found.group()
        if not file.exists():
            missing.append(f"{page.relative_to(root)}: {target} does not exist")
        path = file.relative_to(root).as_posix()
        return f"`{path}`" if label.strip("`") in (path, file.name) else f"{label} (`{path}`)"

    return LINK.sub(name_file, text), missing


def left_out(pages: Iterable[str], navigation: str) -> list[str]:
    """Pages that the navigation does not name."""
    return [page for page in pages if f'"{page}"' not in navigation]

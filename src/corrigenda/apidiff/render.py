"""Writes differences as text, as Markdown for a changelog, and as JSON for other programs."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from corrigenda.apidiff.changes import Change
from corrigenda.apidiff.diff import Difference

_REPEATED = "Not listed again: what the async client, `raw`, arguments and dicts repeat."


def as_text(found: Sequence[Difference]) -> str:
    """The differences for a person, ending in a newline."""
    return "\n".join("\n".join(_text(one)) + "\n" for one in found) if found else "No packages.\n"


def _text(one: Difference) -> Iterator[str]:
    yield f"{one.distribution} {one.old or ''}".rstrip()
    if not one.changes:
        yield f"\n  No change of the API.{'' if one.differs else ' The code is the same.'}"
    for title, changes in (("Breaking", one.breaking), ("Compatible", one.compatible)):
        if changes:
            yield f"\n{title} ({len(changes)})"
            yield from (f"  {_line(change)}" for change in changes)
    if any(change.also for change in one.changes):
        yield f"\n  {_REPEATED}"
    yield from _version(one)
    if one.changes and one.proposed:
        yield "\nChangelog entry\n"
        yield from (f"  {line}".rstrip() for line in as_markdown(one).splitlines())


def _line(change: Change) -> str:
    said = change.said
    if change.thing == "package":
        return f"{change.place}: {said.removeprefix('package ')}"
    if change.aspect == "renamed":
        return f"{change.place}: {said}"
    if change.types:
        return f"{change.place}: {said}, {change.types}"
    return f"{change.place}: {said}"


def _version(one: Difference) -> Iterator[str]:
    if one.proposed is None:
        return
    if one.proposed == one.old == one.new:
        yield f"\nProposed version: {one.proposed}, as it is"
    elif one.has_version:
        yield f"\nProposed version: {one.proposed}; {one.new} is written already"
    else:
        yield f"\nProposed version: {one.proposed}"
        written = f'write `version = "{one.proposed}"` in {one.write_to}'
        yield f"  {written}, then run `corrigenda regenerate`"


def as_markdown(one: Difference) -> str:
    """An entry for a changelog, ending in a newline."""
    parts = [f"## {one.proposed or one.new or one.distribution}"]
    for title, changes in (
        ("Breaking", one.breaking),
        ("Changed", _rest(one)),
        ("Added", _new(one)),
    ):
        if changes:
            lines = [f"- {_sentence(change, one.package)}" for change in changes]
            parts.append("\n".join([f"### {title}", "", *lines]))
    return "\n\n".join(parts) + "\n"


def _new(one: Difference) -> list[Change]:
    return [change for change in one.compatible if change.aspect == "added"]


def _rest(one: Difference) -> list[Change]:
    return [change for change in one.compatible if change.aspect != "added"]


def _sentence(change: Change, package: str) -> str:
    place = change.place.removeprefix(f"{package}.")
    if " requires " in change.place:
        place = change.place.partition(" requires ")[2]
    types = "" if change.aspect == "renamed" else _quoted(change)
    said = change.said.replace("renamed to ", "renamed to `") + "`" * (change.aspect == "renamed")
    return f"`{place}`: {said}{types}"


def _quoted(change: Change) -> str:
    shown = [f"`{one}`" for one in (change.old, change.new) if one]
    return f", {' to '.join(shown)}" if shown else ""


def as_json(found: Sequence[Difference]) -> str:
    """The differences as `docs/versioning.md` describes them, ending in a newline."""
    plain = {
        "breaking": any(one.breaking for one in found),
        "packages": [_plain(one) for one in found],
    }
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def _plain(one: Difference) -> dict[str, Any]:
    versions = (one.old, one.new, one.proposed)
    old, new, proposed = (None if each is None else str(each) for each in versions)
    return {
        "package": one.package,
        "distribution": one.distribution,
        "old_version": old,
        "new_version": new,
        "proposed_version": proposed,
        "write_version_to": one.write_to,
        "version_is_enough": one.has_version,
        "code_differs": one.differs,
        "breaking": bool(one.breaking),
        "changes": [_change(change) for change in one.changes],
        "changelog": as_markdown(one) if one.changes else "",
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "breaking": one.breaking,
        "kind": one.kind,
        "place": one.place,
        "what": one.said,
        "old": one.old or None,
        "new": one.new or None,
        "also": list(one.also),
    }

"""Applies overlays strictly: each action must find the nodes that it expects, and change them.

The specification lets an action match nothing. Here it is a problem if an action matches another
number of nodes than it expects, finds another value than `x-was`, or changes nothing because the
base already agrees. An action without a correction may match any number of nodes except none, and
may change nothing. Each problem names the line of the overlay and the place in the base.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from corrigenda.documents import Document
from corrigenda.overlay.apply import each_action, matches, perform
from corrigenda.overlay.document import Action, Overlay
from corrigenda.overlay.extends import other_bases
from corrigenda.overlay.jsonpath import path_of
from corrigenda.overlay.marks import Origin
from corrigenda.overlay.merge import Merge
from corrigenda.overlay.merged import Merged, unmerged
from corrigenda.overlay.nearest import nearest
from corrigenda.overlay.references import Behind, behind_references, referenced
from corrigenda.problems import Problem, attempt, raise_any
from corrigenda.texts.yaml_writer import flow
from corrigenda.trees import Location, is_object, node_at, pointer, same

_BY_BASE = "the base already agrees", "delete the action: the base no longer needs it"
_BY_ANOTHER = "another action already did it", "delete one of the two actions"
_SIBLINGS = ("$ref", "summary", "description")


def correct_by(base: Document, overlays: Sequence[Overlay]) -> Merged:
    """Apply overlays in order to a copy of the base, and check the effect of every action.

    Raises:
        ProblemsError: the problems of all actions; an action with a problem is skipped.
    """
    merged = unmerged(base)
    problems = list(other_bases(base, overlays))
    attempt(problems, lambda: each_action(overlays, lambda action: _perform(merged, action)))
    raise_any(problems)
    return merged


def _perform(merged: Merged, action: Action) -> None:
    locations = matches(merged, action)
    raise_any(
        [
            *_count_problems(merged, action, locations),
            *_guard_problems(merged, action, locations),
            *_sibling_problems(merged, action, locations),
        ]
    )
    origins = [merged.origin(location) for location in locations[:3]]
    done = perform(merged, action, locations)
    if action.correction and action.kind in ("update", "copy"):
        raise_any(_effect_problems(action, done, origins, merged.base))


def _count_problems(
    merged: Merged, action: Action, locations: Sequence[Location]
) -> Iterator[Problem]:
    target = action.target.text
    if len(locations) == action.expect or (locations and action.expect is None):
        return
    behind = behind_references(action.target, merged.root, locations)
    if not locations and behind:
        message = f"`{target}` matches nothing, because {_not_followed(merged, behind[0])}"
        yield Problem(action.place, message, f"target {_meant(merged, behind)} instead")
    elif not locations:
        where, guess = nearest(merged, action.target)
        fix = f"{guess}correct the target, or delete the action"
        yield Problem(action.place, f"`{target}` matches nothing: {where}", fix)
    else:
        count = "1 node" if len(locations) == 1 else f"{len(locations)} nodes"
        more = f"; {_not_followed(merged, behind[0])}" if behind else ""
        message = f"`{target}` matches {count}, not {action.expect}{more}"
        first = ", ".join(str(merged.place(location)) for location in locations[:3])
        dots = ", ..." if len(locations) > 3 else ""
        verb = "narrow" if len(locations) > (action.expect or 0) else "widen"
        fix = f"{verb} the target, or set `x-expect: {len(locations)}` (matched: {first}{dots})"
        if behind and verb == "widen":
            fix = (
                f"set `x-expect: {len(locations)}`, and add an action for {_meant(merged, behind)}"
            )
        yield Problem(action.place, message, fix)


def _not_followed(merged: Merged, behind: Behind) -> str:
    reference = node_at(merged.root, behind.reference)
    return f"JSONPath does not follow `$ref: {reference}` ({merged.place(behind.reference)})"


def _meant(merged: Merged, behind: Sequence[Behind]) -> str:
    found = [f"`{path_of(each.location)}` ({merged.place(each.location)})" for each in behind[:3]]
    return ", ".join(found) + (", ..." if len(behind) > 3 else "")


def _guard_problems(
    merged: Merged, action: Action, locations: Sequence[Location]
) -> Iterator[Problem]:
    if "x-was" not in action.content:
        return
    was = action.content["x-was"]
    other = [at for at in locations if not same(node_at(merged.root, at), was)]
    for at in other[:3]:
        found = _short(node_at(merged.root, at))
        message = f"`{pointer(at)}` is `{found}`, but `x-was` is `{_short(was)}`"
        place = action.document.place((*action.location, "x-was"))
        fix = "check whether the action is still right; then update `x-was`, or delete the action"
        yield Problem(place, f"{message} ({merged.place(at)})", fix)


def _short(value: Any) -> str:
    text = flow(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _sibling_problems(
    merged: Merged, action: Action, locations: Sequence[Location]
) -> Iterator[Problem]:
    """Members that an update would add beside a `$ref` whose target has them already."""
    if action.kind != "update" or not is_object(action.update) or "$ref" in action.update:
        return
    for location in locations:
        there = referenced(merged.root, location)
        meant: Any = {} if there is None else node_at(merged.root, there)
        here = node_at(merged.root, location)
        for key in action.update:
            if key in meant and key not in here and key not in _SIBLINGS:
                behind = Behind((*(there or ()), key), (*location, "$ref"))
                reference = f"`$ref: {here['$ref']}` ({merged.place(behind.reference)})"
                message = f"`{key}` would be added beside {reference}, whose target has it already"
                place = action.document.place((*action.location, "update", key))
                yield Problem(place, message, f"target {_meant(merged, [behind])} instead")


def _effect_problems(
    action: Action, done: Sequence[Merge], origins: Sequence[Origin], base: Document
) -> Iterator[Problem]:
    """An action without effect, or members of an update that change nothing on any node."""
    effective = {each.inside for each in done if each.effect != "same"}
    idle = {each.inside for each in done} - effective
    where = ", ".join(str(origin.place) for origin in origins)
    if not done:
        yield Problem(action.place, f"the action changes nothing ({where})", "delete the action")
    elif not effective:
        by_another = any(origin.document is not base for origin in origins)
        reason, fix = _BY_ANOTHER if by_another else _BY_BASE
        yield Problem(action.place, f"the action changes nothing: {reason} ({where})", fix)
    elif action.kind == "update":
        for inside in sorted(idle, key=str):
            place = action.document.place((*action.location, "update", *inside))
            message = f"`{pointer(inside)}` of the update changes nothing ({where})"
            yield Problem(place, message, "delete it from the update")

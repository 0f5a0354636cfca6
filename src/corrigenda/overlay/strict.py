"""Applies overlays so that each action proves itself: it finds what it expects, and changes it.

The specification lets an action match nothing; here that is a problem, as is one that matches
another number of nodes than it expects, finds another value than `x-was` says, or changes nothing,
because the base says so already. Each problem names the overlay's line and the place in the base.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from corrigenda.documents import Document
from corrigenda.overlay.apply import each_action, matches, perform
from corrigenda.overlay.document import Action, Overlay
from corrigenda.overlay.extends import other_bases
from corrigenda.overlay.jsonpath import path_of
from corrigenda.overlay.merge import Merge
from corrigenda.overlay.merged import Merged, Origin, unmerged
from corrigenda.overlay.nearest import nearest
from corrigenda.overlay.references import Behind, behind_references, referenced
from corrigenda.problems import Problem, attempt, raise_any
from corrigenda.texts.yaml_writer import flow
from corrigenda.trees import Location, is_object, node_at, pointer, same

_AGREES = "upstream agrees now: delete this correction"
_BY_ANOTHER = "another correction says so: delete one of the two"
_SIBLINGS = ("$ref", "summary", "description")


def correct_by(base: Document, overlays: Sequence[Overlay]) -> Merged:
    """Apply overlays in order to a copy of the base, and hold every action to what it claims.

    Raises:
        ProblemsError: everything that is wrong; an action with a problem is passed over, so that
            all problems show at once.
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
    if action.kind in ("update", "copy"):
        raise_any(_effect_problems(action, done, origins, merged.base))


def _count_problems(
    merged: Merged, action: Action, locations: Sequence[Location]
) -> Iterator[Problem]:
    target = action.target.text
    if len(locations) == action.expect:
        return
    behind = behind_references(action.target, merged.root, locations)
    if not locations and behind:
        message = f"`{target}` matches nothing, because {_in_the_way(merged, behind[0])}"
        yield Problem(action.place, message, f"target {_meant(merged, behind)}")
    elif not locations:
        where, guess = nearest(merged, action.target)
        fix = f"{guess}correct the target, or delete the action"
        yield Problem(action.place, f"`{target}` matches nothing: {where}", fix)
    else:
        count = "1 node" if len(locations) == 1 else f"{len(locations)} nodes"
        more = f"; and {_in_the_way(merged, behind[0])}" if behind else ""
        message = f"`{target}` matches {count}, not {action.expect}{more}"
        first = ", ".join(str(merged.place(location)) for location in locations[:3])
        dots = ", ..." if len(locations) > 3 else ""
        fix = f"narrow the target ({first}{dots}), or say `x-expect: {len(locations)}`"
        yield Problem(action.place, message, fix)


def _in_the_way(merged: Merged, behind: Behind) -> str:
    reference = node_at(merged.root, behind.reference)
    return f"`$ref: {reference}` stands in the way ({merged.place(behind.reference)})"


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
        message = f"`{pointer(at)}` is `{found}`, not `{_short(was)}` as `x-was` says"
        place = action.document.place((*action.location, "x-was"))
        yield Problem(place, f"{message} ({merged.place(at)})", "look at the base again")


def _short(value: Any) -> str:
    text = flow(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _sibling_problems(
    merged: Merged, action: Action, locations: Sequence[Location]
) -> Iterator[Problem]:
    """Members that an update would put beside a `$ref`, and that stand in what it leads to."""
    if action.kind != "update" or not is_object(action.update) or "$ref" in action.update:
        return
    for location in locations:
        there = referenced(merged.root, location)
        meant: Any = {} if there is None else node_at(merged.root, there)
        here = node_at(merged.root, location)
        for key in action.update:
            if key in meant and key not in here and key not in _SIBLINGS:
                behind = Behind((*(there or ()), key), (*location, "$ref"))
                message = f"`{key}` would stand beside a `$ref`: {_in_the_way(merged, behind)}"
                place = action.document.place((*action.location, "update", key))
                yield Problem(place, message, f"target {_meant(merged, [behind])}")


def _effect_problems(
    action: Action, done: Sequence[Merge], origins: Sequence[Origin], base: Document
) -> Iterator[Problem]:
    """An action without effect, or members of an update that are so already wherever it goes."""
    effective = {each.inside for each in done if each.effect != "same"}
    idle = {each.inside for each in done} - effective
    where = ", ".join(str(origin.place) for origin in origins)
    if not done:
        yield Problem(action.place, f"the action changes nothing ({where})", "delete it")
    elif not effective:
        by_another = any(origin.document is not base for origin in origins)
        message = f"the action changes nothing: it is so already ({where})"
        yield Problem(action.place, message, _BY_ANOTHER if by_another else _AGREES)
    elif action.kind == "update":
        for inside in sorted(idle, key=str):
            place = action.document.place((*action.location, "update", *inside))
            message = f"`{pointer(inside)}` of the update is so already ({where})"
            yield Problem(place, message, "delete it from the update")

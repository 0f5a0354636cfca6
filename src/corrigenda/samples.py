"""Reads the documented samples: requests and responses as a page prints them, and as corrected.

Every corrected text must name its corrections, and every correction must be used. Whether a sample
matches the schema is checked in `replay`.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from corrigenda.corrections import Corrections, Page, evidence_problems
from corrigenda.documents import Document, read_document
from corrigenda.formats import check
from corrigenda.problems import Place, Problem, gather, raise_any
from corrigenda.provider import Provider
from corrigenda.trees import Object, is_object, to_builtins

_HEAD = re.compile(r"\s*(HTTP/[\d.]+ \d{3}\b|[A-Z]+ \S+ HTTP/[\d.]+\s)")
_MEND = "put the corrected text under `mended`, and the id of its correction under `by`"


@dataclass(frozen=True, slots=True)
class Sample:
    """One documented request and its response.

    `printed` names the members of a part (`request`, `answer`) whose printed text is used in place
    of the corrected one.
    """

    document: Document
    printed: frozenset[tuple[str, str]] = frozenset()

    @property
    def operation(self) -> str:
        return str(self.document.root["operation"])

    @property
    def apart(self) -> bool:
        """Whether the pair is kept for the record only, because it is not HTTP."""
        return "apart" in self.document.root

    def mended(self, part: str) -> Object:
        """The `request` or `answer` as corrected: `mended` members replace printed ones."""
        printed: Object = to_builtins(self.document.root.get(part, {}))
        mended: Object = printed.pop("mended", {})
        return {**printed, **{k: v for k, v in mended.items() if (part, k) not in self.printed}}

    @property
    def mends(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The corrections of each corrected member, by its part and name."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for part in ("request", "answer"):
            mended: Object = self.document.root.get(part, {}).get("mended", {})
            by = mended.get("by", ())
            for member in (one for one in mended if one != "by"):
                ids = by.get(member, ()) if is_object(by) else by
                found[part, str(member)] = tuple(map(str, ids))
        return found

    def member_places(self, part: str, member: str) -> tuple[Place, Place]:
        """The positions of a corrected member: the corrected text and the printed one."""
        return self.place(part, "mended", member), self.place(part, member)

    @property
    def name(self) -> str:
        """The name of the file, without its suffix."""
        return self.document.path.stem

    def body(self, part: str) -> Any:
        """The corrected body as JSON with exact decimals, or None if there is no body.

        Raises:
            ValueError: it is not JSON, or has a duplicate key.
        """
        text = self.mended(part).get("body")
        return exact_json(text) if text else None

    def place(self, *location: str | int) -> Place:
        return self.document.place(location)


def exact_json(text: str) -> Any:
    """Parse JSON with exact decimals.

    Raises:
        ValueError: it is not JSON, or has a duplicate key.
    """
    return json.loads(text, parse_float=Decimal, object_pairs_hook=_members)


def body_problem(sample: Sample, part: str, place: Place, error: ValueError) -> Problem:
    """The problem of a corrected body that is not JSON.

    A head above it may be there because the page prints both in one block, which is a correction,
    or because the whole response was copied, which has keys for its parts.
    """
    word, keys = ("response", "`status`") if part == "answer" else ("request", "`method`, `path`")
    if not _HEAD.match(sample.mended(part)["body"]):
        return Problem(place, f"the {word} is not valid JSON: {error}", _MEND)
    message = f"the body of the {word} begins with an HTTP head"
    fix = f"put the head under {keys} and `headers`, or, if the page prints it in the body, {_MEND}"
    return Problem(place, message, fix)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"duplicate key `{twice}`")
    return members


def read_samples(provider: Provider) -> list[Sample]:
    """Read every sample of a provider, sorted by file name.

    Raises:
        ProblemsError: a file is not in the sample format, or cites lines that the page lacks.
    """
    paths = sorted((provider.folder / "samples").glob("*.yaml"))
    return gather(partial(_read, path, provider) for path in paths)


def _read(path: Path, provider: Provider) -> Sample:
    sample = Sample(read_document(path))
    raise_any(_format_problems(sample, provider.pages))
    raise_any([*_protocol_problems(sample, provider), *_mend_problems(sample)])
    return sample


def _mend_problems(sample: Sample) -> Iterator[Problem]:
    """Corrected members without a correction, and corrections of members that are not corrected."""
    for part in ("request", "answer"):
        mended: Object = sample.document.root.get(part, {}).get("mended", {})
        by = mended.get("by")
        if is_object(by):
            for member in set(mended) - {"by"} - set(by):
                message = f"`by` names no correction for `{member}`"
                fix = "add the ids of its corrections to `by`"
                yield Problem(sample.place(part, "mended", member), message, fix)
            for member in set(by) - set(mended):
                place = sample.place(part, "mended", "by", member)
                message = f"`mended` has no `{member}`"
                yield Problem(place, message, "add it to `mended`, or delete it here")


def _protocol_problems(sample: Sample, provider: Provider) -> Iterator[Problem]:
    """Keys that a request must have, or must not have, for this kind of provider."""
    if sample.apart or "request" not in sample.document.root:
        return
    rest, graphql = ("method", "path", "query", "body"), ("document", "variables")
    needed, strange = (graphql[:1], rest) if provider.is_graphql else (rest[:2], graphql)
    printed: Object = sample.document.root["request"]
    for key in needed:
        if key not in printed:
            yield Problem(
                sample.place("request"), f"`request`: '{key}' is a required property", "add it"
            )
    for key in strange:
        if key in printed:
            fix = f"delete it, and give {' and '.join(f'`{one}`' for one in needed)}"
            yield Problem(sample.place("request", key), f"`{key}` is not used here", fix)


def check_corrections(overlays: Sequence[Corrections], samples: Sequence[Sample]) -> None:
    """Check that every correction is used, and that samples name only corrections that exist.

    Raises:
        ProblemsError: a correction without an action or a corrected sample; an unknown id; an id
            that two overlays declare.
    """
    raise_any([*_unused_corrections(overlays, samples), *_unknown_mends(overlays, samples)])


def _format_problems(sample: Sample, pages: Mapping[str, Page]) -> Iterator[Problem]:
    content = sample.document.root
    found = list(check(content, "sample", sample.document.place))
    yield from found
    if not found:
        for part in ("request", "answer"):
            lines = content.get(part, {}).get("lines")
            if lines is not None and "page" not in content:
                fix = "add `page`, or delete `lines`"
                yield Problem(sample.place(part, "lines"), "`lines` are those of no page", fix)
            elif lines is not None:
                place = sample.place(part, "lines")
                yield from evidence_problems(place, str(content["page"]), str(lines), pages)


def _unused_corrections(
    overlays: Sequence[Corrections], samples: Sequence[Sample]
) -> Iterator[Problem]:
    used = {identifier for overlay in overlays for identifier in overlay.used}
    used |= {identifier for sample in samples for identifier, _place in _mends(sample)}
    seen: dict[str, Path] = {}
    for overlay in overlays:
        for identifier, correction in overlay.corrections.items():
            place = correction.place
            if identifier not in used:
                message = f"`{identifier}` has no action and corrects no sample"
                yield Problem(place, message, "delete it, or add an action for it")
            if identifier in seen:
                message = f"`{identifier}` is also declared in {seen[identifier].name}"
                yield Problem(place, message, "keep all actions of a correction in one file")
            seen[identifier] = overlay.path


def _unknown_mends(overlays: Sequence[Corrections], samples: Sequence[Sample]) -> Iterator[Problem]:
    declared = {identifier for overlay in overlays for identifier in overlay.corrections}
    for sample in samples:
        for identifier, place in _mends(sample):
            if identifier not in declared:
                fix = "declare it in an overlay, or correct the id"
                yield Problem(place, f"no overlay declares `{identifier}`", fix)


def _mends(sample: Sample) -> Iterator[tuple[str, Place]]:
    for part in ("request", "answer"):
        by = sample.document.root.get(part, {}).get("mended", {}).get("by", ())
        for at, ids in by.items() if is_object(by) else ((None, by),):
            above = (part, "mended", "by", *([at] if at else []))
            for index, identifier in enumerate(ids):
                yield str(identifier), sample.place(*above, index)


def header_values(sample: Sample) -> dict[str, str]:
    """The values of a sample's request headers, by lower-case name."""
    headers: Object = sample.mended("request").get("headers", {})
    return {str(name).lower(): str(value) for name, value in headers.items()}


def credential_problems(sample: Sample, required: Mapping[str, str], fix: str) -> Iterator[Problem]:
    """Headers that are missing or lack their prefix; `required` has the prefix of each name.

    The case of a scheme does not matter (RFC 9110, section 11.1).
    """
    place, headers = sample.place("request", "headers"), header_values(sample)
    for name, prefix in sorted(required.items()):
        if name not in headers:
            yield Problem(place, f"the header `{name}` is missing", fix)
        elif not headers[name].lower().startswith(prefix.lower()):
            message = f"the header `{name}` does not start with `{prefix.strip()}`"
            yield Problem(place, message, fix)

"""Writes errata as Markdown, for `docs/errata.md`, and as JSON, for other programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from corrigenda.corrections import Evidence, Page, Question
from corrigenda.errata.collect import Errata, Erratum
from corrigenda.errata.prove import Verdict
from corrigenda.problems import shown

_MEANING = {
    Verdict.NEEDED: "taken out, it makes a documented sample fail; if it changes the schema, what "
    "it has mended in samples itself does not count",
    Verdict.CONTESTED: "needed by some samples, and another one, as printed, stands against it",
    Verdict.UNPROVEN: "no sample needs it; the reason why it stands all the same is given",
    Verdict.STALE: "it changes nothing",
}


def markdown(found: Sequence[Errata]) -> str:
    """The whole document, ending in one newline."""
    return "\n".join(_lines(found)).rstrip("\n") + "\n"


def as_json(found: Sequence[Errata]) -> str:
    """The same as JSON, ending in one newline."""
    return json.dumps([_plain(errata) for errata in found], indent=2, ensure_ascii=False) + "\n"


def _lines(found: Sequence[Errata]) -> Iterator[str]:
    yield "<!-- Made by `corrigenda errata --format md`: change schemas/ or overlays/ instead. -->"
    yield "# Errata"
    yield ""
    yield "Every place where a documentation page is wrong: what it says where, which side is"
    yield "believed, why, how sure that is, and which documented sample fails without it."
    yield ""
    yield from _overview(found)
    for errata in found:
        yield from _provider(errata)


def _overview(found: Sequence[Errata]) -> Iterator[str]:
    kinds = [kind for kind in Verdict if kind is not Verdict.STALE]
    yield f"| provider | errata | {' | '.join(kind.lower() for kind in kinds)} | open questions |"
    yield "|---|" + "---:|" * (len(kinds) + 2)
    for errata in found:
        verdicts = [one.proof.verdict for one in errata.errata]
        counts = [len(verdicts), *map(verdicts.count, kinds), len(errata.questions)]
        yield f"| [{errata.name}](#{errata.name.lower()}) | {' | '.join(map(str, counts))} |"
    yield ""
    for kind in kinds:
        yield f"- **{kind}**: {_MEANING[kind]}."
    yield ""


def _provider(errata: Errata) -> Iterator[str]:
    yield f"## {errata.name}"
    yield ""
    for key, page in errata.pages.items():
        yield f"`{key}` is [{page.title}]({page.address}), {page.lines} lines."
    yield ""
    for erratum in errata.errata:
        yield from _erratum(erratum, errata.pages)
    if errata.questions:
        yield f"### Open questions of {errata.name}"
        yield ""
        for question in errata.questions:
            yield from _question(question, errata.pages)


def _erratum(erratum: Erratum, pages: Mapping[str, Page]) -> Iterator[str]:
    correction = erratum.correction
    yield f"### {correction.id}"
    yield ""
    yield _safe(correction.because)
    yield ""
    yield from _evidence(correction.evidence, pages)
    yield ""
    where = f"{shown(correction.place.path)}"
    yield f"{correction.confidence.capitalize()}; corrects {_and(erratum.touches)}; `{where}`."
    yield ""
    yield from _proof(erratum)
    yield ""


def _evidence(evidence: Sequence[Evidence], pages: Mapping[str, Page]) -> Iterator[str]:
    yield "| lines | say | |"
    yield "|---|---|---|"
    for one in evidence:
        page = "" if len(pages) == 1 else f"{one.page}, "
        believed = "believed" if one.believed else ""
        yield f"| {page}l.{one.lines} | {_safe(one.says)} | {believed} |"


def _proof(erratum: Erratum) -> Iterator[str]:
    proof = erratum.proof
    yield f"**{proof.verdict}**"
    yield ""
    if proof.broken:
        yield f"- Without it there is no schema: {_safe(proof.broken)}."
    for name, reason in proof.witnesses.items():
        yield f"- Without it `{name}` fails: {_safe(reason)}."
    for name, reason in proof.against.items():
        yield f"- Against it stands `{name}` as printed: {_safe(reason)}."
    if proof.fallen:
        yield f"- With it goes {_and(proof.fallen)}."
    if erratum.correction.unproven:
        yield f"- {_safe(erratum.correction.unproven)}"


def _question(question: Question, pages: Mapping[str, Page]) -> Iterator[str]:
    yield f"#### {question.id}"
    yield ""
    yield _safe(question.question)
    yield ""
    yield from _evidence(question.evidence, pages)
    if question.believed:
        yield ""
        yield f"Until it is settled: {_safe(question.believed.rstrip('.'))}."
    yield ""


def _safe(text: str) -> str:
    """Text that cannot end a cell of a table or start markup: it may come from a page.

    What stands between backticks stays code.
    """
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return _escaped(text, "\\|<>*_[]`")
    written = [_escaped(one, "|" if at % 2 else "\\|<>*_[]") for at, one in enumerate(parts)]
    return "`".join(written)


def _escaped(text: str, special: str) -> str:
    return "".join(f"\\{one}" if one in special else one for one in text)


def _and(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _plain(errata: Errata) -> dict[str, Any]:
    return {**asdict(errata), "errata": [_plain_erratum(one) for one in errata.errata]}


def _plain_erratum(erratum: Erratum) -> dict[str, Any]:
    correction, proof = asdict(erratum.correction), asdict(erratum.proof)
    unproven, _place = correction.pop("unproven"), correction.pop("place")
    del proof["correction"]
    return {
        **correction,
        "touches": list(erratum.touches),
        "unproven": unproven,
        "place": str(erratum.correction.place),
        "proof": {**proof, "verdict": str(erratum.proof.verdict)},
    }

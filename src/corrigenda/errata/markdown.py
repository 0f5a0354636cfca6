"""Write errata as Markdown: an index and one page for each provider, or one document.

Every id has an anchor (`#sp-2`). The output is CommonMark with tables, and the text of a page is
escaped so that it cannot become markup.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from corrigenda.corrections import Evidence, LeftAlone, Page, Question, id_order, in_short
from corrigenda.errata.collect import Errata, Erratum
from corrigenda.errata.prove import Verdict
from corrigenda.errata.words import (
    LEFT_ALONE,
    MEANING,
    OPEN,
    WITHOUT_EVIDENCE,
    against_sentences,
    in_words,
    proof_sentences,
)
from corrigenda.problems import shown
from corrigenda.texts.markdown_text import safe

Lines: TypeAlias = Iterator[str]

_MADE = "<!-- Made by `corrigenda errata --format md`: change schemas/ or overlays/ instead. -->"
_HEAD = ("| erratum | in short | verdict | confidence |", "|---|---|---|---|")
_TOUCHED = {"schema": "the schema", "operation": "operations", "sample": "samples"}
_KINDS = tuple(kind for kind in Verdict if kind is not Verdict.STALE)


def markdown(found: Sequence[Errata]) -> str:
    """All errata in one document, ending in one newline."""
    lines = [*_index(found, lambda errata: f"#{errata.provider}")]
    for errata in found:
        heading = [f'<a id="{errata.provider}"></a>', "", f"# {errata.name}", ""]
        lines += [*heading, *_overview(errata), *_entries(errata)]
    return _text(lines)


def markdown_pages(found: Sequence[Errata]) -> dict[str, str]:
    """The index and a page for each provider, by the names of their files."""
    pages = {f"{errata.provider}.md": _text(_page(errata)) for errata in found}
    return {"index.md": _text(_index(found, lambda errata: f"{errata.provider}.md")), **pages}


def _text(lines: Sequence[str] | Lines) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _index(found: Sequence[Errata], link: Callable[[Errata], str]) -> Lines:
    yield from (_MADE, "", "# Errata", "")
    yield "Where each documentation page is wrong or leaves a question open: what it says on which"
    yield "lines, which reading is believed and why, how certain that is, and which printed request"
    yield "or response proves it."
    yield ""
    yield f"| | corrections | {' | '.join(kind.lower() for kind in _KINDS)} | open | left alone |"
    yield "|---|" + "---:|" * (len(_KINDS) + 3)
    for errata in found:
        verdicts = [one.proof.verdict for one in errata.errata]
        apart = (len(errata.questions), len(errata.left_alone))
        counts = [len(verdicts), *map(verdicts.count, _KINDS), *apart]
        yield f"| [{errata.name}]({link(errata)}) | {' | '.join(map(str, counts))} |"
    yield ""
    yield from _how_to_read()


def _how_to_read() -> Lines:
    yield "To test a correction, Corrigenda takes it out, builds the schema without it, and checks"
    yield "every sample against the result. A sample is a request that the page prints, with its"
    yield "response. Each correction gets a verdict:"
    yield ""
    for kind in _KINDS:
        yield f"- **{kind}**: {MEANING[kind]}"
    yield f"- **open**: {OPEN}"
    yield f"- **left alone**: {LEFT_ALONE}"
    yield ""


def _page(errata: Errata) -> Lines:
    yield from (_MADE, "", f"# Errata of {errata.name}", "", "[All errata](index.md)", "")
    yield from _pages(errata.pages)
    yield from _how_to_read()
    yield from _overview(errata, with_pages=False)
    yield from _entries(errata)


def _pages(pages: Mapping[str, Page]) -> Lines:
    yield "| page | title and address | lines |"
    yield "|---|---|---:|"
    for key, page in pages.items():
        yield f"| `{key}` | [{safe(page.title)}]({page.address}) | {page.lines} |"
    yield ""


def _overview(errata: Errata, with_pages: bool = True) -> Lines:
    if with_pages:
        yield from _pages(errata.pages)
    yield from _HEAD
    for _order, row in sorted(_rows(errata)):
        yield row
    yield ""
    if errata.names:
        yield "These choose a name, or a value that the page leaves to its reader. They correct no"
        yield "mistake."
        yield from ("", *_HEAD)
        yield from (_erratum_row(one) for one in errata.names)
        yield ""


def _rows(errata: Errata) -> Iterator[tuple[tuple[str, int], str]]:
    """The rows of the index, each with its sort key."""
    for one in errata.mistakes:
        yield id_order(one.correction.id), _erratum_row(one)
    for question in errata.questions:
        yield (
            id_order(question.id),
            _row(question.id, _short(question.title, question.question), "open", ""),
        )
    for left in errata.left_alone:
        short = _short(left.title, left.because)
        yield id_order(left.id), _row(left.id, short, "left alone", "")


def _erratum_row(erratum: Erratum) -> str:
    one = erratum.correction
    short = _short(one.title, one.because)
    return _row(one.id, short, erratum.proof.verdict, one.confidence)


def _short(title: str, text: str) -> str:
    return title or in_short(text)


def _row(identifier: str, short: str, verdict: str, confidence: str) -> str:
    link = f"[{identifier}](#{identifier.lower()})"
    return f"| {link} | {safe(short)} | {verdict} | {confidence} |"


def _entries(errata: Errata) -> Lines:
    entries = [
        *(
            (one.correction.id, one.correction.title, _erratum(one, errata))
            for one in errata.mistakes
        ),
        *((one.id, one.title, _question(one, errata.pages)) for one in errata.questions),
        *((one.id, one.title, _left_alone(one, errata.pages)) for one in errata.left_alone),
    ]
    for identifier, title, lines in sorted(entries, key=lambda one: id_order(one[0])):
        yield from _entry(identifier, title, lines)
    for one in errata.names:
        yield from _entry(one.correction.id, one.correction.title, _erratum(one, errata))
    yield from _without_evidence(errata)


def _without_evidence(errata: Errata) -> Lines:
    if errata.without_evidence:
        yield from ("## Without evidence", "", WITHOUT_EVIDENCE, "")
        yield from (f"- {safe(one.change)}; see `{one.place}`" for one in errata.without_evidence)
        yield ""


def _entry(identifier: str, title: str, lines: Lines) -> Lines:
    yield from (f'<a id="{identifier.lower()}"></a>', "", f"## {identifier}", "")
    if title:
        yield from (f"**{safe(title)}**", "")
    yield from lines
    yield ""


def _erratum(erratum: Erratum, errata: Errata) -> Lines:
    correction, proof = erratum.correction, erratum.proof
    touches = in_words([_TOUCHED[one] for one in erratum.touches])
    where = f"`{shown(correction.place.path)}`"
    yield f"**{proof.verdict}**, {correction.confidence}. Changes {touches}; see {where}."
    yield ""
    yield safe(correction.because)
    yield ""
    yield from _evidence(correction.evidence, errata.pages)
    yield ""
    for sentence in proof_sentences(proof, errata.samples):
        yield f"- {safe(sentence)}"
    for sentence in against_sentences(proof, errata.samples):
        yield f"- {safe(sentence)}"
    if correction.unproven:
        yield f"- Why no sample proves it: {safe(correction.unproven)}"


def _question(question: Question, pages: Mapping[str, Page]) -> Lines:
    yield from ("**Open.**", "", safe(question.question), "")
    yield from _evidence(question.evidence, pages)
    if question.believed:
        yield from ("", f"Meanwhile: {safe(question.believed.rstrip('.'))}.")


def _left_alone(left: LeftAlone, pages: Mapping[str, Page]) -> Lines:
    yield from ("**Left alone.**", "", safe(left.because), "")
    yield from _evidence(left.evidence, pages)


def _evidence(evidence: Sequence[Evidence], pages: Mapping[str, Page]) -> Lines:
    is_decided = any(one.believed for one in evidence)
    yield "| lines | what they say |" + (" |" if is_decided else "")
    yield "|---|---|" + ("---|" if is_decided else "")
    for one in evidence:
        page = "" if len(pages) == 1 else f"`{one.page}` "
        believed = f" {'believed' if one.believed else ''} |" if is_decided else ""
        yield f"| {page}{one.lines} | {safe(one.says)} |{believed}"

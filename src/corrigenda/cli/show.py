"""Show errata on a terminal."""

from collections.abc import Callable, Sequence
from functools import partial

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from corrigenda.corrections import Evidence, LeftAlone, Question, id_order
from corrigenda.errata.collect import Errata, Erratum
from corrigenda.errata.prove import Verdict
from corrigenda.errata.words import WITHOUT_EVIDENCE, against_sentences, proof_sentences

_COLOURS = {
    Verdict.NEEDED: "green",
    Verdict.CONTESTED: "yellow",
    Verdict.SHARED: "blue",
    Verdict.UNPROVEN: "cyan",
    Verdict.STALE: "red",
}


def print_errata(console: Console, found: Sequence[Errata]) -> None:
    """Print everything that is wrong or open, provider by provider, then the counts."""
    for errata in found:
        console.rule(Text(errata.name, style="bold"), align="left")
        for _identifier, show in sorted(_entries(console, errata), key=lambda one: one[0]):
            show()
        if errata.names:
            console.print(Text("Names: the page makes no mistake here", style="bold"))
            console.print()
        for erratum in errata.names:
            _print_erratum(console, erratum, errata)
        _print_without_evidence(console, errata)
        console.print(_count(errata), highlight=False)
        console.print()


def _entries(console: Console, errata: Errata) -> list[tuple[tuple[str, int], Callable[[], None]]]:
    """The function that prints each entry, except names, with its sort key."""
    mistakes, questions, left = errata.mistakes, errata.questions, errata.left_alone
    return [
        *(
            (id_order(e.correction.id), partial(_print_erratum, console, e, errata))
            for e in mistakes
        ),
        *((id_order(one.id), partial(_print_question, console, one)) for one in questions),
        *((id_order(one.id), partial(_print_left_alone, console, one)) for one in left),
    ]


def _print_erratum(console: Console, erratum: Erratum, errata: Errata) -> None:
    correction, proof = erratum.correction, erratum.proof
    verdict = Text.assemble(
        (proof.verdict, _COLOURS[proof.verdict]), "  ",
        (f"{correction.confidence}, corrects {', '.join(erratum.touches)}", "dim"),
    )  # fmt: skip
    _print_heading(console, correction.id, correction.title, verdict)
    _print_inside(console, correction.because)
    _print_evidence(console, correction.evidence)
    for sentence in proof_sentences(proof, errata.samples):
        _print_inside(console, sentence, "dim")
    for sentence in against_sentences(proof, errata.samples):
        _print_inside(console, sentence, "yellow")
    if correction.unproven:
        _print_inside(console, f"Why no sample proves it: {correction.unproven}", "dim")
    console.print()


def _print_question(console: Console, question: Question) -> None:
    _print_heading(console, question.id, question.title, Text("OPEN", style="magenta"))
    _print_inside(console, question.question)
    _print_evidence(console, question.evidence)
    if question.believed:
        _print_inside(console, f"Meanwhile: {question.believed.rstrip('.')}.", "dim")
    console.print()


def _print_left_alone(console: Console, left: LeftAlone) -> None:
    _print_heading(console, left.id, left.title, Text("LEFT ALONE", style="dim"))
    _print_inside(console, left.because)
    _print_evidence(console, left.evidence)
    console.print()


def _print_without_evidence(console: Console, errata: Errata) -> None:
    if errata.without_evidence:
        console.print(Text("Without evidence", style="bold"))
        _print_inside(console, WITHOUT_EVIDENCE)
        for one in errata.without_evidence:
            _print_inside(console, f"{one.place}: {one.change}", "dim")
        console.print()


def _print_heading(console: Console, identifier: str, title: str, verdict: Text) -> None:
    console.print(Text.assemble((identifier, "bold"), "  ", (title, "bold") if title else verdict))
    if title:
        console.print(Padding(verdict, (0, 0, 0, 2)))


def _print_evidence(console: Console, evidence: Sequence[Evidence]) -> None:
    for one in evidence:
        mark = "▸" if one.believed else " "
        _print_inside(console, f"{mark} {one.page} l.{one.lines}: {one.says}")


def _print_inside(console: Console, text: str, style: str = "") -> None:
    # As text and not as markup: what a page says may look like markup.
    console.print(Padding(Text(text, style=style), (0, 0, 0, 2)))


def _count(errata: Errata) -> str:
    verdicts = [one.proof.verdict for one in errata.errata]
    kinds = [f"{verdicts.count(kind)} {kind.lower()}" for kind in Verdict if kind in verdicts]
    noun = "correction" if len(verdicts) == 1 else "corrections"
    others = (
        (errata.questions, "open"),
        (errata.left_alone, "left alone"),
        (errata.without_evidence, "without evidence"),
    )
    apart = "".join(f"; {len(found)} {word}" for found, word in others if found)
    return f"{len(verdicts)} {noun}: {', '.join(kinds) or 'none'}{apart}"

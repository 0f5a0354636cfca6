"""Shows errata to a person on a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from corrigenda.corrections import Evidence, Question
from corrigenda.errata.collect import Errata, Erratum
from corrigenda.errata.prove import Verdict

_COLOURS = {
    Verdict.NEEDED: "green",
    Verdict.CONTESTED: "yellow",
    Verdict.UNPROVEN: "cyan",
    Verdict.STALE: "red",
}


def print_errata(console: Console, found: Sequence[Errata]) -> None:
    """Every erratum and every open question, provider by provider, then how many of each kind."""
    for errata in found:
        console.rule(f"[bold]{errata.name}[/bold]", align="left")
        for erratum in errata.errata:
            _print_erratum(console, erratum)
        for question in errata.questions:
            _print_question(console, question)
        console.print(_count(errata), highlight=False)
        console.print()


def _print_erratum(console: Console, erratum: Erratum) -> None:
    correction, proof = erratum.correction, erratum.proof
    heading = Text.assemble(
        (correction.id, "bold"), "  ", (proof.verdict, _COLOURS[proof.verdict]), "  ",
        (f"{correction.confidence}, corrects {', '.join(erratum.touches)}", "dim"),
    )  # fmt: skip
    console.print(heading)
    _print_inside(console, correction.because)
    _print_evidence(console, correction.evidence)
    if proof.broken:
        _print_inside(console, f"without it there is no schema: {proof.broken}", "dim")
    for name, reason in proof.witnesses.items():
        _print_inside(console, f"without it {name} fails: {reason}", "dim")
    for name, reason in proof.against.items():
        _print_inside(console, f"against it, as printed, {name}: {reason}", "yellow")
    if proof.fallen:
        _print_inside(console, f"with it goes {', '.join(proof.fallen)}", "dim")
    if correction.unproven:
        _print_inside(console, f"unproven: {correction.unproven}", "dim")
    console.print()


def _print_question(console: Console, question: Question) -> None:
    console.print(Text.assemble((question.id, "bold"), "  ", ("OPEN", "magenta")))
    _print_inside(console, question.question)
    _print_evidence(console, question.evidence)
    if question.believed:
        _print_inside(console, f"until it is settled: {question.believed}", "dim")
    console.print()


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
    noun = "erratum" if len(verdicts) == 1 else "errata"
    questions = f"; {len(errata.questions)} open" if errata.questions else ""
    return f"{len(verdicts)} {noun}: {', '.join(kinds) or 'none'}{questions}"

"""What normalizing did, and what it could not do."""

from dataclasses import dataclass, field

from corrigenda.trees import Location


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One thing that normalizing did: a location in the user's document, and a sentence."""

    at: Location
    said: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that no client can do: it leaves out the operations that reach its location."""

    at: Location
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Log:
    """The steps and findings so far; each pass adds its own."""

    steps: list[Step] = field(default_factory=list[Step])
    findings: list[Finding] = field(default_factory=list[Finding])

    def step(self, at: Location, said: str) -> None:
        self.steps.append(Step(at, said))

    def find(self, at: Location, message: str, fix: str) -> None:
        self.findings.append(Finding(at, message, fix))

"""A change of a public API: where, what, from what to what, and whether it breaks a caller."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    `kind` is a thing and what happened to it, such as `parameter-required`. `path` is what a user
    would import, `member` a method, field or key of it, `part` a parameter of that. `old` and `new`
    are types, values or names, as Python. `also` are the places that repeat the change. `origins`
    are the places in the code that it explains.
    """

    breaking: bool
    kind: str
    path: str
    member: str = ""
    part: str = ""
    said: str = ""
    old: str = ""
    new: str = ""
    also: tuple[str, ...] = ()
    origins: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def thing(self) -> str:
        return self.kind.partition("-")[0]

    @property
    def aspect(self) -> str:
        return self.kind.partition("-")[2]

    @property
    def place(self) -> str:
        """What has changed, such as `acme_client.Acme.create_order(customer)`."""
        named = f"{self.path}.{self.member}" if self.member not in ("", "__init__") else self.path
        return f"{named}({self.part})" if self.part else named

    @property
    def types(self) -> str:
        """The old and the new type or value, or nothing."""
        if self.old and self.new:
            return f"{self.old} -> {self.new}"
        return self.old or self.new

    def at(self, path: str) -> "Change":
        """The change, at another path."""
        return replace(self, path=path)

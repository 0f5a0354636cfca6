"""Write the errors of a service in the form that the document gives them.

The message goes to the property that is called like one; everything else comes from the example or
from the schema. A document without a schema for errors gets `{"message": ...}`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, cast

from ..exact import Json, Members
from .document import Content, Described
from .names import MESSAGES, plain
from .values import Maker

_DEEP: Final = 3
_PHRASES: Final = {one.value: one.phrase for one in HTTPStatus if one >= 400}


@dataclass(frozen=True, slots=True)
class Refusals:
    """The errors of a document."""

    operations: Sequence[Described]
    maker: Maker

    def body(self, status: int, message: str) -> Json:
        """Return the body of an error that belongs to no operation."""
        return self.explain(None, status, message)

    def explain(self, operation: str | None, status: int, message: str) -> Json:
        """Return the body of an error of an operation, or of the service for None."""
        own = [one for one in self.operations if one.name == operation]
        content = next(self._contents(own, status), None)
        if content is None and own and self._is_declared(own[0], status):
            return {"message": message}
        content = content or next(self._contents(self.operations, status), None)
        content = content or next(self._contents(self.operations, None), None)
        return {"message": message} if content is None else self._filled(content, status, message)

    def _contents(self, found: Sequence[Described], status: int | None) -> Iterator[Content]:
        """Yield the JSON of the errors with a status, or of any error for None."""
        names = ("default",) if status is None else (str(status), f"{status // 100}XX", "default")
        for name in names:
            for each in found:
                for response in each.responses:
                    known = response.status.upper() == name.upper()
                    # For an operation itself, `default` is any status that it does not name.
                    known = known and (len(found) == 1 or _is_error(each, name))
                    if (known or (status is None and response.status[:1] == "4")) and (
                        response.content is not None
                    ):
                        yield response.content

    def _is_declared(self, described: Described, status: int) -> bool:
        return described.declares(status)

    def _filled(self, content: Content, status: int, message: str) -> Json:
        fits = self.maker.checks.fits
        lean = self.maker.complete(content.schema, {})  # all that is required, and nothing else
        for base in (*content.examples, {}, lean, self.maker.make(content.schema)):
            said = self._said(content.schema, base, status, message, 0)
            if said is not None and fits(content.schema, said):
                return said
        return self.maker.complete(content.schema, {"message": message})

    def _said(self, schema: Any, base: Json, status: int, message: str, depth: int) -> Json:
        """Return a value with the message in it, or None if there is no place for one."""
        if depth > _DEEP:
            return None
        view = self.maker.view(schema)
        if isinstance(base, list) or "array" in view["types"]:
            first: Json = base[0] if isinstance(base, list) and base else {}
            inner = self._said(view.get("items", {}), first, status, message, depth + 1)
            return None if inner is None else [inner]
        held = dict(base) if isinstance(base, dict) else {}
        rules = self._rules(view, held)
        _set_status(self.maker, rules, held, status)
        return self._with_message(rules, held, status, message, depth)

    def _rules(self, view: Mapping[str, Any], held: Members) -> dict[str, Any]:
        rules: dict[str, Any] = dict(cast("Mapping[str, Any]", view["properties"]))
        for group in view["groups"]:
            for branch in group:
                for name, rule in self.maker.view(branch)["properties"].items():
                    rules.setdefault(name, rule)
        return {**{name: {} for name in held}, **rules}

    def _with_message(
        self, rules: Mapping[str, Any], held: Members, status: int, message: str, depth: int
    ) -> Json:
        names = {plain(name): name for name in rules}
        for name in (names[one] for one in MESSAGES if one in names):
            if self.maker.checks.fits(rules[name], message) and not isinstance(
                held.get(name), dict | list
            ):
                return {**held, name: message}
        for name, rule in rules.items():
            if plain(name) in ("error", "errors", "fault", "meta", "status", "data", "result"):
                inner = self._said(rule, held.get(name), status, message, depth + 1)
                if inner is not None and self.maker.checks.fits(rule, inner):
                    return {**held, name: inner}
        return None


def _set_status(maker: Maker, rules: Mapping[str, Any], held: Members, status: int) -> None:
    """Let what stands for the status say this one, whatever the example was about."""
    for name, rule in rules.items():
        before = held.get(name)
        values: list[Json] = []
        if plain(name) in ("status", "statuscode", "httpstatus", "httpstatuscode", "code"):
            values = [one for one in (status, str(status)) if _is_like(before, one)]
        if isinstance(before, str) and (phrase := _phrase(before, status)):
            values.append(phrase)
        if fitting := [one for one in values if maker.checks.fits(rule, one)]:
            held[name] = fitting[0]


def _phrase(before: str, status: int) -> str | None:
    """Return the phrase of a status as another one is written: `Not Found`, `not_found`."""
    phrase = _PHRASES.get(status)
    if phrase is None or _letters(before) not in map(_letters, _PHRASES.values()):
        return None
    if before == before.title():
        return phrase
    words = phrase.replace("-", " ").replace("'", "").split()
    joined = ("_" if "_" in before or " " not in before else " ").join(words)
    return joined.upper() if before.isupper() else joined.lower()


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).lower()


def _is_like(before: Json, value: Json) -> bool:
    """Whether a value may take the place of an example: a code in words stays."""
    if isinstance(before, str):
        return isinstance(value, str) and before.isdecimal()
    return before is None or isinstance(value, int)


def _is_error(described: Described, name: str) -> bool:
    return (
        name != "default"
        or described.success[1] is None
        or any(one.status[:1] == "2" for one in described.responses)
    )

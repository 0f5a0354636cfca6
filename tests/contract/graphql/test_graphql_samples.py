"""Every documented sample of every GraphQL provider: sent, answered, parsed, written back.

A request is sent through the installed client and looked at on the emulator's journal: the
documented variables arrive, and the document asks for what documented ones ask for. Answers
parse as mended, and as printed unless the mend is why they do. Samples are walked, never listed.
"""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import Any

import msgspec
import pytest
from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, parse

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller, Canned, connecting
from tests.contract.samples import SCHEMAS, Sample, by_value, exact, read_samples

PROVIDERS = sorted(path.parent.name for path in SCHEMAS.glob("*/schema.graphql"))
CASES = [(provider, sample) for provider in PROVIDERS for sample in read_samples(provider)]
ANSWERED = [case for case in CASES if "answer" in case[1].content]

# Where in an answer the thing stands that a method returns; written by hand, as the pages have it.
THINGS = {
    "quickbooks": {
        "list_projects": ("company", "projects"),
        "create_project": ("createProject",),
        "update_project": ("updateProject",),
        "delete_project": ("deleteProject",),
        "recover_project": ("recoverProject",),
        "create_invoice": ("createInvoice",),
        "get_invoice": ("company", "invoices", "nodes", 0),
        "update_invoice": ("updateInvoice",),
        "delete_invoice": ("deleteInvoice",),
        "create_bill": ("createBill",),
        "get_bill": ("company", "bills", "nodes", 0),
        "update_bill": ("updateBill",),
        "delete_bill": ("deleteBill",),
    },
    "subsbase": {
        "list_invoices": ("invoices",),
        "get_invoice": ("invoice",),
        "create_invoice": ("createInvoiceMutation", "value"),
        "mark_invoice_as_paid": None,
        "void_invoice": None,
    },
}
ADDED: dict[str, set[str]] = {
    "quickbooks": set(),
    "subsbase": {"id", "number", "siteId", "customerId", "billedOn", "dueOn", "total"},
}
"""What operations ask for that no page prints for them: SB-8, SB-20 and SB-33."""
PARSES_AS_PRINTED = {"list_projects"}
"""What was mended and is read as printed all the same: QB-1, the list of one connection."""


@dataclass(frozen=True)
class Client:
    """A client, and what its package knows of the operations."""

    provider: str
    caller: Caller

    def send(self, sample: Sample) -> Any:
        """Call the method of a sample with what its mended variables say."""
        operation = sample.content["operation"]
        return getattr(self.caller, operation)(**self._arguments(operation, variables(sample)))

    def _arguments(self, operation: str, given: dict[str, Any]) -> dict[str, Any]:
        module = import_module(f"{self.provider}_client._operations")
        struct = getattr(module, f"_{operation.title().replace('_', '')}Variables", None)
        if struct is None:
            return {}
        text = json.dumps(given, default=str)
        plain = json.loads(text, parse_float=str, parse_int=lambda digits: int(digits))
        values = msgspec.convert(plain, struct, strict=False)
        return {
            field.name: getattr(values, field.name)
            for field in msgspec.structs.fields(struct)
            if field.encode_name in given
        }


def variables(sample: Sample) -> dict[str, Any]:
    text = sample.mended("request").get("variables") or "{}"
    return json.loads(text, parse_float=Decimal)


def label(case: tuple[str, Sample]) -> str:
    return f"{case[0]}-{case[1].name}"


@pytest.fixture
def emulator(case: tuple[str, Sample]) -> Iterator[Emulator]:
    with Emulator(seed="docs", providers=[case[0]]) as emulator:
        yield emulator


@pytest.fixture(params=["sync", "async"])
def connect(
    request: pytest.FixtureRequest, runner: asyncio.Runner, case: tuple[str, Sample]
) -> Iterator[Any]:
    package = import_module(f"{case[0]}_client")
    name = next(one for one in package.__all__ if f"Async{one}" in package.__all__)
    kinds = {"sync": getattr(package, name), "async": getattr(package, f"Async{name}")}
    made = connecting(request.param, kinds, runner)
    make = next(made)
    extra = {"site_id": variables(case[1]).get("siteId", "site")} if case[0] == "subsbase" else {}
    yield lambda **options: Client(case[0], make(**{**extra, **options}))
    next(made, None)


def asked_for(document: str) -> set[tuple[str, ...]]:
    """The path of every field that a document asks for, by response keys."""
    definitions = parse(document).definitions
    fragments = {
        one.name.value: one for one in definitions if isinstance(one, FragmentDefinitionNode)
    }

    def paths(selections: Any, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for node in selections.selections:
            if isinstance(node, FragmentSpreadNode):
                yield from paths(fragments[node.name.value].selection_set, above)
            elif isinstance(node, FieldNode):
                path = (*above, (node.alias or node.name).value)
                yield path
                if node.selection_set:
                    yield from paths(node.selection_set, path)

    (operation,) = (one for one in definitions if not isinstance(one, FragmentDefinitionNode))
    return set(paths(operation.selection_set, ()))


def printed_for(provider: str, operation: str) -> set[tuple[str, ...]]:
    """The path of every field that some document asks for which the page prints."""
    samples = [one for one in read_samples(provider) if one.content["operation"] == operation]
    documents = [one.mended("request")["document"] for one in samples]
    return {path for document in documents for path in asked_for(document)}


def shaped_like(value: Any, pattern: Any) -> Any:
    """The value, but only with the members that the pattern has."""
    if isinstance(value, dict) and isinstance(pattern, dict):
        return {key: shaped_like(value.get(key), pattern[key]) for key in pattern}
    if isinstance(value, list) and isinstance(pattern, list) and len(value) == len(pattern):
        return [shaped_like(one, other) for one, other in zip(value, pattern, strict=True)]
    return value


def thing(body: Any, case: tuple[str, Sample]) -> Any:
    """What the method returns, as the answer has it; None for one that returns nothing."""
    steps = THINGS[case[0]][case[1].content["operation"]]
    if steps is None:
        return None
    body = body["data"]
    for step in steps:
        body = body[0] if isinstance(body, list) and isinstance(step, str) else body
        body = body[step]
    return body[0] if isinstance(body, list) and steps[-1] == "projects" else body


def without_differences(body: Any, sample: Sample) -> Any:
    """The answer without what a server with state cannot repeat."""
    for pointer in sorted(sample.content.get("differs", {}), reverse=True):
        *steps, last = pointer.split("/")[1:]
        node = body
        for step in steps:
            node = node[int(step)] if isinstance(node, list) else node[step]
        if isinstance(node, list):
            del node[int(last) : int(last) + 1]
        else:
            node.pop(last, None)
    return body


@pytest.mark.parametrize("case", CASES, ids=label)
def test_request_arrives_as_documented(
    case: tuple[str, Sample], connect: Any, emulator: Emulator
) -> None:
    provider, sample = case
    connect(base_url=emulator.url(provider)).send(sample)
    (arrived,) = emulator.requests()
    body = exact(arrived.body)

    assert (arrived.method, arrived.operation) == ("POST", sample.content["operation"])
    assert amounts(body["variables"]) == amounts(exact(json.dumps(variables(sample), default=str)))
    assert f"{body['operationName']}" in body["query"]
    mended = sample.mended("request")
    asked = {path for path in asked_for(body["query"]) if path[-1] != "__typename"}
    assert asked_for(mended["document"]) <= asked
    added = {path[-1] for path in asked - printed_for(provider, sample.content["operation"])}
    assert added <= ADDED[provider]
    assert {header.lower() for header in mended["headers"]} <= set(arrived.headers)
    assert arrived.headers["accept"] == "application/graphql-response+json, application/json"


def amounts(node: Any) -> Any:
    """Variables in which an amount is the same as a number and as text, as Intuit has both."""
    if isinstance(node, dict):
        return {
            key: Decimal(one) if key in ("amount", "unitPrice", "total") else amounts(one)
            for key, one in node.items()
        }
    return [amounts(one) for one in node] if isinstance(node, list) else node


@pytest.mark.parametrize("case", ANSWERED, ids=label)
def test_the_emulator_answers_as_documented(
    case: tuple[str, Sample], connect: Any, emulator: Emulator
) -> None:
    provider, sample = case
    connect(base_url=emulator.url(provider)).send(sample)
    documented = without_differences(exact(sample.mended("answer")["body"]), sample)
    answered = without_differences(exact(emulator.requests()[0].answer), sample)
    assert shaped_like(answered, documented) == documented


@pytest.mark.parametrize("case", ANSWERED, ids=label)
def test_mended_answer_parses_and_is_written_back(
    case: tuple[str, Sample], connect: Any, canned: Canned
) -> None:
    body = case[1].mended("answer")["body"]
    canned.body = body.encode()
    check_written_back(connect(base_url=canned.url).send(case[1]), thing(exact(body), case))


def check_written_back(answer: Any, documented: Any) -> None:
    if documented is None:
        assert answer is None
    else:
        written = exact(answer.to_json())
        assert by_value(shaped_like(written, documented)) == by_value(documented)


@pytest.mark.parametrize("case", ANSWERED, ids=label)
def test_printed_answer_parses_or_shows_why_it_was_mended(
    case: tuple[str, Sample], connect: Any, canned: Canned
) -> None:
    provider, sample = case
    printed = sample.printed("answer")["body"]
    canned.body = printed.encode()
    client = connect(base_url=canned.url)
    if (
        "mended" in sample.content["answer"]
        and sample.content["operation"] not in PARSES_AS_PRINTED
    ):
        package = import_module(f"{provider}_client")
        with pytest.raises(package.ResponseDecodeError):
            client.send(sample)
    else:
        check_written_back(client.send(sample), thing(exact(printed), case))


@pytest.mark.parametrize("case", ANSWERED, ids=label)
def test_a_strict_client_takes_what_the_operation_asks_for(
    case: tuple[str, Sample], connect: Any, emulator: Emulator
) -> None:
    """The emulator answers all that is asked for, so nothing is to be tolerated."""
    connect(base_url=emulator.url(case[0]), strict=True).send(case[1])


def test_there_are_samples() -> None:
    assert len(CASES) == 14 + 5
    assert len(ANSWERED) == 14 + 3

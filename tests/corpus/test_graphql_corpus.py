"""Generates the GraphQL schemas of the corpus, and holds their clients to what the cases say."""

import importlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from corrigenda.build import Built
from tests.corpus import calls, checkers
from tests.corpus.graphql_cases import Asked, generate, read_packages
from tests.corpus.packages import Package

PACKAGES = read_packages()
EVERY = [(package, one) for _, package, asked in PACKAGES for one in asked]
CALLED = [(package, one) for package, one in EVERY if one.case.call]
LEFT_OUT = [(package, one) for package, one in EVERY if one.case.refused]


def named(value: Any) -> str:
    return value.case.feature if isinstance(value, Asked) else value.key


@dataclass(frozen=True, slots=True)
class Corpus:
    folder: Path
    built: Mapping[str, Built]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("graphql")
    built = generate(PACKAGES, folder)
    sources = [str(path) for path in sorted((folder / "generated").glob("*/src"))]
    sys.path += sources
    yield Corpus(folder / "generated", built)
    sys.path[:] = [one for one in sys.path if one not in sources]


@pytest.mark.parametrize("prefix", ["", "Async"], ids=["sync", "async"])
@pytest.mark.parametrize(("package", "asked"), CALLED, ids=named)
def test_a_call_sends_and_returns_what_it_must(
    corpus: Corpus, package: Package, asked: Asked, prefix: str
) -> None:
    case, module = asked.case, importlib.import_module(package.module)
    client = getattr(module, prefix + package.name)
    scope = calls.scope_of(module, importlib.import_module(f"{package.module}.models"))
    method = getattr(client, case.signature.partition("(")[0])
    assert calls.signature(method) == case.signature

    arguments = {name: eval(text) for name, text in case.client.items()}
    called = calls.call(case, client, arguments, scope)

    sent = json.loads(called.request.content)
    assert sent["variables"] == asked.variables
    assert [text for text in case.contains if text not in sent["query"]] == []
    assert {name: called.request.headers.get(name) for name in case.headers} == case.headers
    if case.raises:
        assert type(called.error) is scope[case.raises]
        return
    if called.error:
        raise called.error
    expected = eval(case.value, scope)
    assert (called.value, type(called.value)) == (expected, type(expected))


@pytest.mark.parametrize(("package", "asked"), LEFT_OUT, ids=named)
def test_an_operation_is_left_out_or_noted_with_its_reason(
    corpus: Corpus, package: Package, asked: Asked
) -> None:
    built = corpus.built[package.key]
    if asked.left_out:
        said = {one.operation: one.message for one in built.left_out}
        assert asked.case.refused in said[asked.left_out]
    else:
        assert any(asked.case.refused in one.message for one in built.notes)


@pytest.mark.parametrize("checker", [checkers.mypy, checkers.pyright])
def test_every_package_and_call_has_the_right_types(corpus: Corpus, checker: Any) -> None:
    folder = corpus.folder.parent
    sources = sorted(corpus.folder.glob("*/src"))
    written = [
        checkers.write_calls(one, importlib.import_module(one.module), folder)
        for _, one, _ in PACKAGES
    ]
    places = [*(source / f"{source.parent.name}_client" for source in sources), *written]
    complaints = checker(places, sources, folder)
    if complaints:
        pytest.fail(complaints)


MORE = {"endCursor": "x", "hasNextPage": True}
LAST = {"endCursor": "y", "hasNextPage": False}
WALKS: dict[str, tuple[dict[str, Any], list[dict[str, Any]], list[Any]]] = {
    "things": (
        {"first": 2},
        [
            {"things": {"edges": [{"node": {"id": "1"}}, None, {"node": None}], "pageInfo": MORE}},
            {"things": {"edges": [{"node": {"id": "2"}}], "pageInfo": LAST}},
        ],
        [{"first": 2}, {"first": 2, "after": "x"}],
    ),
    "owned": (
        {"id": "7"},
        [
            {"owner": {"things": {"nodes": [{"id": "1"}], "pageInfo": MORE}}},
            {"owner": {"things": {"nodes": [{"id": "2"}], "pageInfo": LAST}}},
        ],
        [{"id": "7"}, {"id": "7", "after": "x"}],
    ),
    "listed": (
        {"limit": 1},
        [
            {"list": {"items": [{"id": "1"}], "total": 2}},
            {"list": {"items": [{"id": "2"}], "total": 2}},
        ],
        [{"limit": 1, "offset": 0}, {"limit": 1, "offset": 1}],
    ),
    "paged": (
        {},
        [
            {"pages": {"items": [{"id": "1"}], "pageCount": 2}},
            {"pages": {"items": [{"id": "2"}], "pageCount": 2}},
        ],
        [{"page": 0}, {"page": 1}],
    ),
}


@pytest.mark.parametrize("name", WALKS)
def test_lists_of_every_style_are_walked(corpus: Corpus, name: str) -> None:
    arguments, answers, asked = WALKS[name]
    module = importlib.import_module("graph_paging_client")
    for by_page in (False, True):
        sent: list[Any] = []

        def answer(request: httpx2.Request, sent: list[Any] = sent) -> httpx2.Response:
            sent.append(json.loads(request.content)["variables"])
            return httpx2.Response(200, json={"data": answers[len(sent) - 1]})

        with httpx2.Client(transport=httpx2.MockTransport(answer)) as http:
            client = module.GraphPaging(http_client=http)
            things = getattr(client, f"iter_{name}")(**arguments)
            pages = list(things.pages()) if by_page else [list(things)]
        assert [one.id for page in pages for one in page] == ["1", "2"]
        assert sent == asked

"""Generates every case of the corpus, and holds its client to what the case says."""

import importlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corrigenda.build import regenerate
from corrigenda.problems import ProblemsError
from tests.corpus import calls, checkers, table
from tests.corpus.cases import Case, read_cases
from tests.corpus.graphql_cases import read_graphql_cases
from tests.corpus.packages import Package, generate, packages_of, write_provider
from tests.corpus.paging_cases import read_paging_cases

CASES = read_cases()
CALLED = [case for case in CASES if case.call]
LEFT_OUT = [case for case in CASES if case.refused and "swagger" not in case.document]
REFUSED = [case for case in CASES if case.refused and "swagger" in case.document]


def named(case: Case) -> str:
    return case.name


@dataclass(frozen=True, slots=True)
class Corpus:
    """The packages, where they are, and the package of each case."""

    folder: Path
    packages: Mapping[str, Package]

    def module(self, case: Case, name: str = "") -> ModuleType:
        return importlib.import_module(self.packages[case.name].module + name)

    def client(self, case: Case, prefix: str = "") -> type:
        made: type = getattr(self.module(case), prefix + self.packages[case.name].name)
        return made

    def arguments(self, case: Case) -> dict[str, Any]:
        """The arguments of the client: those of all cases of the package."""
        both: dict[str, str] = {}
        for one in self.packages[case.name].cases:
            both.update(one.client)
        return {name: eval(text, dict(calls.SCOPE)) for name, text in both.items()}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    packages = packages_of(case for case in CASES if case not in REFUSED)
    folder = generate(packages, tmp_path_factory.mktemp("corpus"))
    sources = [str(path) for path in folder.glob("*/src")]
    sys.path += sources
    yield Corpus(folder, {case.name: one for one in packages for case in one.cases})
    sys.path[:] = [one for one in sys.path if one not in sources]


@pytest.mark.parametrize("case", CALLED, ids=named)
def test_a_method_has_the_expected_signature(corpus: Corpus, case: Case) -> None:
    name = case.signature.partition("(")[0]
    for prefix in ("", "Async"):
        method = getattr(corpus.client(case, prefix), name)
        assert calls.signature(method) == case.signature


@pytest.mark.parametrize("prefix", ["", "Async"], ids=["sync", "async"])
@pytest.mark.parametrize("case", CALLED, ids=named)
def test_a_call_sends_and_returns_what_it_must(corpus: Corpus, case: Case, prefix: str) -> None:
    scope = calls.scope_of(corpus.module(case), corpus.module(case, ".models"))
    called = calls.call(case, corpus.client(case, prefix), corpus.arguments(case), scope)
    check_request(case, called)
    expected = eval(case.value, scope)
    if case.raises:
        assert type(called.error) is scope[case.raises]
        assert getattr(called.error, "problem", None) == expected
        return
    if called.error:
        raise called.error
    assert (called.value, type(called.value)) == (expected, type(expected))


def check_request(case: Case, called: calls.Called) -> None:
    assert calls.target(called.request) == case.request
    sent = {name: called.request.headers.get(name) for name in case.headers}
    assert sent == case.headers
    content = called.request.content
    if case.text is not None:
        assert content.decode() == case.text
    elif case.contains:
        assert [one for one in case.contains if one.encode() not in content] == []
    elif case.body is not None:
        assert json.loads(content) == case.body
    else:
        assert content == b""


@pytest.mark.parametrize("case", LEFT_OUT, ids=named)
def test_an_operation_is_left_out_with_its_reason(corpus: Corpus, case: Case) -> None:
    package = corpus.packages[case.name]
    readme = (corpus.folder / package.key / "README.md").read_text(encoding="utf-8")
    assert case.refused in readme


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_a_document_is_refused_with_one_line(case: Case, tmp_path: Path) -> None:
    write_provider(Package("acme", [case]), tmp_path / "schemas/acme")
    with pytest.raises(ProblemsError) as caught:
        regenerate(tmp_path / "schemas", tmp_path / "overlays", tmp_path / "generated")
    [problem] = caught.value.problems
    assert case.refused in str(problem)


@pytest.mark.parametrize("checker", [checkers.mypy, checkers.pyright])
def test_every_package_and_call_has_the_right_types(corpus: Corpus, checker: Any) -> None:
    folder = corpus.folder.parent
    sources = sorted(corpus.folder.glob("*/src"))
    packages = {one.key: one for one in corpus.packages.values()}.values()
    written = [
        checkers.write_calls(one, importlib.import_module(one.module), folder) for one in packages
    ]
    places = [*(source / f"{source.parent.name}_client" for source in sources), *written]
    complaints = checker(places, sources, folder)
    if complaints:
        pytest.fail(complaints)


def test_the_page_lists_every_feature() -> None:
    text = table.PAGE.read_text(encoding="utf-8")
    cases = [*CASES, *read_paging_cases(), *read_graphql_cases()]
    assert table.with_table(text, cases) == text, "run `python -m tests.corpus.table`"

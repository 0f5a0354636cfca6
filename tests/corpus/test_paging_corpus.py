"""Generates lists of every style of paging, type-checks them, and iterates over their pages.

A file of `paging/` is one list:

    feature: what the table in `docs/formats.md` calls it
    parameters: [limit, offset]        # query parameters, all of them optional texts or integers
    schema: {…}                        # of the response; `Thing` has an id and a name
    paging: {style: offset, …}         # its `x-paging`
    iterate: "limit=2"                 # the arguments of the iterator
    requests: [/things?limit=2, …]     # the targets that are sent
    answers: [{body: {…}, headers: {…}}]
    items: [1, 2, 3]                   # the ids of the items
    raises: what is said               # by the error that ends it
"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest
import yaml

from corrigenda.build import regenerate
from tests.corpus import checkers
from tests.corpus.paging_cases import NAMES, read
from tests.pipeline.imported import imported

CASES = {name: read(name) for name in NAMES}


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("paging")
    provider = folder / "schemas/pager"
    provider.mkdir(parents=True)
    settings = 'name = "Pager"\nsummary = "Styles of paging."\nversion = "0.1.0"\n'
    (provider / "provider.toml").write_text(settings)
    (provider / "openapi.yaml").write_text(yaml.safe_dump(document(), sort_keys=False))
    regenerate(folder / "schemas", folder / "overlays", folder / "generated", strict=True)
    with imported(folder / "generated/pager/src", "pager_client") as package:
        yield package


def document() -> dict[str, Any]:
    thing = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
    }
    paths = {f"/{name}": {"get": operation(name)} for name in CASES}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pager", "version": "1"},
        "servers": [{"url": "https://api.example.com/v1"}],
        "paths": paths,
        "components": {"schemas": {"Thing": thing}},
    }


def operation(name: str) -> dict[str, Any]:
    case = CASES[name]
    kinds = {"cursor": "string", "after": "string", "q": "string"}
    parameters = [
        {"name": one, "in": "query", "schema": {"type": kinds.get(one, "integer")}}
        for one in case["parameters"]
    ]
    content = {"application/json": {"schema": case["schema"]}}
    return {
        "operationId": f"list_{name}",
        "parameters": parameters,
        "responses": {"200": {"description": "ok", "content": content}},
        "x-paging": case["paging"],
    }


class Service:
    """Answers one request after the other, and notes their targets."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.answers = list(case["answers"])
        self.targets: list[str] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        target = request.url.raw_path.decode().removeprefix("/v1")
        self.targets.append(target)
        answer = self.answers[min(len(self.targets), len(self.answers)) - 1]
        assert len(self.targets) < 20, "endless"
        headers = {"content-type": "application/json", **answer.get("headers", {})}
        return httpx2.Response(200, headers=headers, content=json.dumps(answer["body"]).encode())


@pytest.mark.parametrize("way", ["items", "pages"])
@pytest.mark.parametrize("flavour", ["sync", "async"])
@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_requested_once(
    module: ModuleType, name: str, flavour: str, way: str
) -> None:
    case = CASES[name]
    service = Service(case)
    arguments = eval(f"dict({case.get('iterate', '')})")
    walked = walk if flavour == "sync" else walk_async
    found, error = walked(module, name, service, arguments, way == "pages")
    if case.get("raises"):
        assert type(error).__name__ == "ResponseDecodeError"
        assert case["raises"] in str(error)
    elif error:
        raise error
    assert service.targets == case["requests"]
    if way == "items" or not case.get("raises"):
        assert found == case["items"]


def walk(
    module: ModuleType, name: str, service: Service, arguments: Any, by_page: bool
) -> tuple[list[int], Exception | None]:
    found: list[int] = []
    with httpx2.Client(transport=httpx2.MockTransport(service)) as http:
        client = module.Pager(http_client=http, max_retries=0)
        things = getattr(client, f"iter_{name}")(**arguments)
        try:
            for one in things.pages() if by_page else things:
                found += ids(CASES[name], one) if by_page else [one.id]
        except Exception as error:  # noqa: BLE001  (the case says which)
            return found, error
    return found, None


def walk_async(
    module: ModuleType, name: str, service: Service, arguments: Any, by_page: bool
) -> tuple[list[int], Exception | None]:
    async def work() -> tuple[list[int], Exception | None]:
        found: list[int] = []
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(service)) as http:
            client = module.AsyncPager(http_client=http, max_retries=0)
            things = getattr(client, f"iter_{name}")(**arguments)
            try:
                async for one in things.pages() if by_page else things:
                    found += ids(CASES[name], one) if by_page else [one.id]
            except Exception as error:  # noqa: BLE001  (the case says which)
                return found, error
        return found, None

    return asyncio.run(work())


def ids(case: dict[str, Any], page: Any) -> list[int]:
    """The ids of a page, as the method returns it."""
    if isinstance(page, list):
        return [one.id for one in page]
    plain = page.to_dict()
    for step in case.get("path", "items").split("."):
        plain = (
            [one[step] for one in plain if one and one.get(step)]
            if isinstance(plain, list)
            else plain.get(step) or []
        )
    return [one["id"] for one in plain]


def test_a_page_knows_the_arguments_for_the_next(module: ModuleType) -> None:
    service = Service(CASES["offset_total"])
    with httpx2.Client(transport=httpx2.MockTransport(service)) as http:
        client = module.Pager(http_client=http)
        page = client.list_offset_total(limit=2)
        assert page.next_arguments == {"limit": 2, "offset": 2}
        with pytest.raises(RuntimeError, match="no argument requests the next page"):
            _ = client.list_link_body().next_arguments


@pytest.mark.parametrize("checker", [checkers.mypy, checkers.pyright])
def test_iterators_are_typed(module: ModuleType, checker: Any, tmp_path: Path) -> None:
    source = Path(str(module.__file__)).parents[1]
    lines = ["from pager_client import AsyncPager, Pager, Thing", "", ""]
    for name in NAMES:
        lines += [f"def use_{name}(client: Pager) -> list[Thing]:"]
        lines += [f"    return [*client.iter_{name}()]", "", ""]
        lines += [f"async def use_{name}_async(client: AsyncPager) -> list[Thing]:"]
        lines += [f"    return [one async for one in client.iter_{name}()]", "", ""]
    use = tmp_path / "use.py"
    use.write_text("\n".join(lines))
    complaints = checker([source / "pager_client", use], [source], tmp_path)
    if complaints:
        pytest.fail(complaints)

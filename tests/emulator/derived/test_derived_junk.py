"""A document that is wrong somewhere is served as far as it makes sense, and never crashes."""

from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corrigenda.emulator import rest
from corrigenda.emulator.contract import Operation
from corrigenda.emulator.derive import derive_rest
from corrigenda.emulator.documents import read_yaml
from corrigenda.emulator.exact import encode
from corrigenda.emulator.exchange import Arrival
from corrigenda.emulator.routes import compile_routes
from corrigenda.emulator.store import Store, open_store

Json = Any
FOLDERS = sorted((Path(__file__).parent / "cases").iterdir())
JUNK: tuple[Json, ...] = (
    *(None, True, False, 0, -1, 10**30, 1.5, "", "junk", "(", "{", [], {}, [None], [{}], [[]]),
    *({"$ref": "#/nowhere"}, {"$ref": "elsewhere.yaml"}, {"$ref": 5}, {"type": "object"}),
    *({"type": "array"}, {"type": 7}, {"enum": []}, {"allOf": [{"$ref": "#"}]}, {"not": {}}),
)


def places(node: Json, way: tuple[Json, ...] = ()) -> Iterator[tuple[Json, ...]]:
    children = node.items() if isinstance(node, dict) else enumerate(node)
    for key, each in children if isinstance(node, dict | list) else ():
        yield (*way, key)
        if isinstance(each, dict | list):
            yield from places(each, (*way, key))


def spoiled(document: Json, way: tuple[Json, ...], junk: Json) -> Json:
    copied = deepcopy(document)
    node = copied
    for step in way[:-1]:
        node = node[step]
    node[way[-1]] = junk
    return copied


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_junk_anywhere_in_a_document_is_survived(folder: Path, data: st.DataObject) -> None:
    document = read_yaml(folder / "openapi.yaml")
    for _ in range(data.draw(st.integers(1, 3))):
        way = data.draw(st.sampled_from(list(places(document))))
        document = spoiled(document, way, data.draw(st.sampled_from(JUNK)))
    store = open_store("sqlite://")
    served = lenient(document, store)
    headers = (("authorization", "Bearer any"),)
    routes = derive_rest(document).provider.routes
    for route in sorted(routes, key=lambda one: one.method != "POST"):
        path = route.template.replace("{", "").replace("}", "")
        body = encode({"amount": 1, "name": "x", "title": "y", "project": {"name": "z"}})
        for query in ("", "page=2&per_page=1&sort=-amount&status=paid&done=true&limit=1"):
            _, answer = rest.handle(served, Arrival(route.method, path, query, headers, body))
            assert answer.status < 500, (route.method, path, answer.body)
    store.dispose()


def lenient(document: Json, store: Store) -> rest.RestService:
    """Return a derived service whose contract allows everything, since the document is wrong."""
    derived = derive_rest(document)
    routes = derived.provider.routes
    contract = {route.operation: Operation({}, {}, is_open=True) for route in routes}
    shelves = partial(store.shelf, "derived", seed=[])
    return rest.RestService(derived.explain, contract, compile_routes(routes), shelves)

"""A derived service without a socket: requests go through `rest.handle`."""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any
from urllib.parse import urlencode

from corrigenda.emulator import rest
from corrigenda.emulator.contract import compile_contract
from corrigenda.emulator.derive import Derived, derive_rest
from corrigenda.emulator.exchange import Arrival
from corrigenda.emulator.routes import compile_routes
from corrigenda.emulator.store import Thing, open_store
from tests.emulator.derived.judge import judge

Json = Any


class Served:
    """One tenant of a derived service in memory."""

    def __init__(self, document: dict[str, Any], seed: list[Thing] | None = None) -> None:
        self.derived: Derived = derive_rest(document)
        routes = self.derived.provider.routes
        bodies = {route.operation: route.takes_body for route in routes}
        contract = compile_contract(document, bodies, "the document", is_open=True)
        self.engine = open_store("sqlite://")
        shelves = partial(self.engine.shelf, "derived", seed=seed or [])
        explain = self.derived.explain
        self.service = rest.RestService(explain, contract, compile_routes(routes), shelves)
        self.judged = judge(document)

    def close(self) -> None:
        self.engine.dispose()

    def send(
        self,
        method: str,
        path: str,
        body: Json = None,
        query: Mapping[str, Json] | None = None,
        form: str | None = None,
        media_type: str = "application/x-www-form-urlencoded",
    ) -> tuple[int, Json, Mapping[str, str]]:
        """Return status, JSON and headers; fails on a response that is a bug of the emulator.

        `form` is the text of a body that is no JSON, of the media type `media_type`; JSON has none.
        """
        path, _, raw = path.partition("?")
        content = b"" if body is None else json.dumps(body, default=_number).encode()
        raw = raw or urlencode(query or {}, doseq=True)
        headers: tuple[tuple[str, str], ...] = (("authorization", "Bearer any"),)
        if form is not None:
            headers = (*headers, *([("content-type", media_type)] if media_type else []))
            content = form.encode()
        name, answer = rest.handle(self.service, Arrival(method, path, raw, headers, content))
        read = json.loads(answer.body, parse_float=Decimal) if answer.body else None
        assert answer.status != 500, (method, path, read)
        if name is not None:
            assert self.judged[name].wrong_answer(answer.status, read) == []
        return answer.status, read, answer.headers


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value))

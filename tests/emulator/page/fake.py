"""A control API with two invented services, so that the page is tested without the real server.

It keeps the shapes of the real one. The services answer just enough to fill a journal.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from corrigenda.emulator.page import asset, has_explorer

Json = Any
TENANT = "9f86d081884c"
CASES = Path(__file__).parent / "schemas"
FAULT_KINDS: Json = [
    {"kind": "status", "fields": ["status"], "says": "answers with this HTTP status"},
    {"kind": "delay", "fields": ["seconds"], "says": "answers, but only after this many seconds"},
    {"kind": "disconnect", "fields": [], "says": "closes the connection without an answer"},
]
BOOKS = [
    ("list_books", "GET /books", "page", "Books, lines 12 to 40"),
    ("create_book", "POST /books", "sample", "the printed request"),
    ("get_book", "GET /books/{id}", "table", None),
    ("delete_book", "DELETE /books/{id}", "assumed", None),
]
LEDGER = [
    ("list_accounts", "query { company { accounts } }", "schema", None),
    ("create_account", "mutation { createAccount }", "prose", None),
]


@dataclass
class World:
    """What the fake holds. `key` makes it ask for one; `explorers` says whether they are there."""

    seed: str | None = None
    key: str | None = None
    journal: list[Json] = field(default_factory=list[Json])
    books: dict[str, str] = field(default_factory=dict[str, str])
    faults: list[Json] = field(default_factory=list[Json])
    snapshots: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    made: int = 0

    def number(self) -> int:
        self.made += 1
        return self.made

    def record(self, **entry: Json) -> None:
        """Add a journal entry; what is not given is what a plain request has."""
        usual: Json = {
            "number": len(self.journal) + 1,
            "time": datetime.now(UTC).isoformat(),
            "provider": "bookshop",
            "operation": "list_books",
            "method": "GET",
            "path": "/books",
            "raw_query": "",
            "query": [],
            "headers": {"authorization": "***", "user-agent": "curl/8.5.0", "accept": "*/*"},
            "body": "",
            "status": 200,
            "answer": '{"data":[]}',
            "answer_headers": {"content-type": "application/json"},
            "milliseconds": 1.25,
            "tenant": TENANT,
            "attempt": 1,
            "delay": None,
            "fault": None,
            "basis": None,
        }
        self.journal.append({**usual, **entry})


def make_app(world: World) -> Starlette:
    """Return the application: the page, its assets, the control API and the services."""
    control = _Control(world)
    return Starlette(
        routes=[
            Route("/", lambda _request: _file("index.html")),
            Route("/_emulator/assets/{name:path}", lambda r: _file(r.path_params["name"])),
            Route("/_emulator/explore/{provider}", lambda _request: _file("explore.html")),
            Route("/_emulator/schemas/{provider}", control.schema),
            Route("/_emulator/", control.about),
            Route("/_emulator/requests", control.requests),
            Route("/_emulator/tenants", control.tenants),
            Route("/_emulator/objects", control.objects),
            Route("/_emulator/reset", control.reset, methods=["POST"]),
            Route("/_emulator/snapshots", control.snapshot, methods=["POST"]),
            Route("/_emulator/restore", control.restore, methods=["POST"]),
            Route("/_emulator/faults", control.faults, methods=["GET", "PUT", "POST", "DELETE"]),
            Route("/bookshop/v1/books", control.books, methods=["GET", "POST"]),
            Route("/ledger/graphql", control.ledger, methods=["POST"]),
        ]
    )


def _file(name: str) -> Response:
    found = asset(name)
    if found is None:
        return Response(status_code=404)
    headers = {"content-security-policy": found.policy, "etag": found.etag}
    return Response(found.body, 200, headers, media_type=found.media_type)


def _exact(text: str) -> Response:
    return Response(text, media_type="application/json")


class _Control:
    """The handlers, all of one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def refused(self, request: Request) -> Response | None:
        if self.world.key not in (None, request.headers.get("x-emulator-key")):
            return JSONResponse({"status": "error", "message": "a key is needed"}, 401)
        if request.method != "GET" and request.headers.get("x-emulator") != "1":
            return JSONResponse({"status": "error", "message": "X-Emulator is missing"}, 403)
        return None

    async def about(self, request: Request) -> Response:
        if refused := self.refused(request):
            return refused
        root = str(request.base_url).rstrip("/")
        services = [
            ("bookshop", "Bookshop", "rest", "/bookshop/v1", "BookShop", ["token"], BOOKS),
            (
                "ledger",
                "Ledger",
                "graphql",
                "/ledger/graphql",
                "Ledger",
                ["site_id", "token"],
                LEDGER,
            ),
        ]
        return JSONResponse(
            {
                "version": "0.1.0",
                "seed": self.world.seed,
                "store": "memory",
                "fault_kinds": FAULT_KINDS,
                "providers": [_provider(root, *each) for each in services],
            }
        )

    async def requests(self, request: Request) -> Response:
        if refused := self.refused(request):
            return refused
        after = int(request.query_params.get("after", 0))
        limit = int(request.query_params.get("limit", 10_000))
        return JSONResponse([each for each in self.world.journal if each["number"] > after][:limit])

    async def tenants(self, _request: Request) -> Response:
        kinds = {"book": len(self.world.books)} if self.world.books else {}
        return JSONResponse(
            [{"provider": "bookshop", "tenant": TENANT, "objects": kinds}] if kinds else []
        )

    async def objects(self, request: Request) -> Response:
        first = int(request.query_params.get("offset", 0))
        size = int(request.query_params.get("limit", 50))
        page = list(self.world.books.items())[first : first + size]
        items = ",".join(f'{{"id":{json.dumps(name)},"document":{text}}}' for name, text in page)
        return _exact(f'{{"total":{len(self.world.books)},"objects":[{items}]}}')

    async def reset(self, request: Request) -> Response:
        if refused := self.refused(request):
            return refused
        body = json.loads(await request.body() or b"{}")
        self.world.seed = body.get("seed", self.world.seed)
        self.world.books = _seeded(self.world.seed)
        return Response(status_code=204)

    async def snapshot(self, request: Request) -> Response:
        if refused := self.refused(request):
            return refused
        name = f"snapshot-{self.world.number()}"
        self.world.snapshots[name] = dict(self.world.books)
        return JSONResponse({"name": name})

    async def restore(self, request: Request) -> Response:
        if refused := self.refused(request):
            return refused
        self.world.books = dict(self.world.snapshots[(await request.json())["name"]])
        return Response(status_code=204)

    async def faults(self, request: Request) -> Response:
        if refused := self.refused(request):
            return refused
        if request.method == "DELETE":
            self.world.faults = []
            return Response(status_code=204)
        if request.method == "GET":
            return JSONResponse(self.world.faults)
        given = await request.json()
        wrong = next((w for each in _listed(given) if (w := _wrong(each))), None)
        if wrong:
            return JSONResponse({"status": "error", "message": wrong}, 422)
        made = [self._fault(each) for each in _listed(given)]
        self.world.faults = made if request.method == "PUT" else [*self.world.faults, *made]
        return JSONResponse(made if request.method == "PUT" else made[0])

    def _fault(self, given: Json) -> Json:
        times = given.get("times", 1)
        return {**given, "id": self.world.number(), "times": times, "left": times, "hits": 0}

    async def schema(self, request: Request) -> Response:
        name = request.path_params["provider"]
        file = CASES / ("bookshop.yaml" if name == "bookshop" else "ledger.graphql")
        return Response(file.read_text(), media_type="text/plain")

    async def books(self, request: Request) -> Response:
        body = (await request.body()).decode(errors="replace")
        post = request.method == "POST"
        hit = next((each for each in self.world.faults if each.get("status")), None)
        answer = body if post else f'{{"data":[{",".join(self.world.books.values())}]}}'
        if post and not hit:
            self.world.books[f"b-{self.world.number()}"] = body if body.startswith("{") else "{}"
        status = hit["status"] if hit else 201 if post else 200
        if hit:
            hit["hits"] += 1
            answer = '{"message":"a fault"}'
        self.world.record(
            method=request.method,
            operation="create_book" if post else "list_books",
            raw_query=request.url.query,
            headers={**request.headers, "authorization": "***"},
            body=body,
            answer=answer,
            status=status,
            fault="status 503, once" if hit else None,
        )
        return Response(answer, status, media_type="application/json")

    async def ledger(self, request: Request) -> Response:
        answer = '{"data":{"company":{"accounts":[]}}}'
        body = (await request.body()).decode()
        self.world.record(
            provider="ledger", operation="list_accounts", method="POST", path="", body=body,
            answer=answer, basis="schema",
        )  # fmt: skip
        return _exact(answer)


def _provider(
    root: str, name: str, title: str, kind: str, base: str, of: str, credentials: Json, does: Json
) -> Json:
    operations = [
        {"name": operation, "does": text, "basis": basis, **({"evidence": said} if said else {})}
        for operation, text, basis, said in does
    ]
    client = {
        "distribution": f"{name}-client",
        "module": f"{name}_client",
        "class": of,
        "async_class": f"Async{of}",
        "credentials": credentials,
    }
    return {
        "name": name,
        "title": title,
        "base_url": root + base,
        "kind": kind,
        "emulated_from": "documentation" if kind == "rest" else "schema",
        "client": client,
        "operations": operations,
        "explorer": has_explorer(kind),
    }


def _listed(given: Json) -> list[Json]:
    return given if isinstance(given, list) else [given]


def _wrong(fault: Json) -> str | None:
    known = {f"bookshop.{each[0]}" for each in BOOKS} | {f"ledger.{each[0]}" for each in LEDGER}
    if fault.get("operation") not in known:
        return f"unknown operation {fault.get('operation')}"
    if "status" in fault and not 400 <= fault["status"] <= 599:
        return f"status {fault['status']} is no error: choose 400 to 599"
    return None


def _seeded(seed: str | None) -> dict[str, str]:
    size = {"docs": 3, "demo": 120}.get(seed or "", 0)
    return {f"b-{n}": f'{{"id":"b-{n}","title":"Book {n}","price":{n}.10}}' for n in range(size)}


@contextmanager
def serving(world: World, port: int = 0) -> Iterator[str]:
    """Serve a world in a thread; yields the root of its addresses."""
    config = uvicorn.Config(make_app(world), port=port, log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        host, taken = server.servers[0].sockets[0].getsockname()[:2]
        yield f"http://{host}:{taken}"
    finally:
        server.should_exit = True
        thread.join()

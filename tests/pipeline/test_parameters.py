"""Parameters of every place and style: generated, called sync and async, and read from a socket."""

import asyncio
import importlib
import inspect
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import httpx2
import pytest

from corrigenda.build import regenerate
from corrigenda.problems import ProblemsError
from tests.pipeline.imported import imported
from tests.pipeline.lines import Lines, listening

SCHEMA = (Path(__file__).parent / "styles/openapi.yaml").read_text(encoding="utf-8")

PROVIDER = """
name = "Styles"
summary = "Styles."
version = "1.0.0"
[pages.styles]
title = "Styles"
address = "https://docs.styles.example/styles"
lines = 40
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"""


def generated(
    folder: Path,
    schema: str,
    name: str = "styles",
    strict: bool = True,
    samples: Mapping[str, str] | None = None,
) -> Path:
    """The source folder of a package that is made of a schema."""
    (folder / f"schemas/{name}/samples").mkdir(parents=True)
    for key, text in (samples or {}).items():
        (folder / f"schemas/{name}/samples/{key}.yaml").write_text(text, encoding="utf-8")
    (folder / f"schemas/{name}/openapi.yaml").write_text(schema, encoding="utf-8")
    provider = PROVIDER.replace("Styles", name.title())
    (folder / f"schemas/{name}/provider.toml").write_text(provider)
    regenerate(folder / "schemas", folder / "overlays", folder / "generated", strict=strict)
    return folder / f"generated/{name}/src"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    source = generated(tmp_path_factory.mktemp("styles"), SCHEMA)
    with imported(source, "styles_client") as package:
        yield package


POINT = {"x": 1, "y": 2.5, "name": "a b"}
ID = UUID("5f0efa72-f2b9-4b5d-9c1b-8f8f1e0b0c2d")

CALLS: list[tuple[str, list[Any], dict[str, Any], str]] = [
    (
        "get_labels",
        ["a/b", [1, 2], {"x": 1, "name": "n"}],
        {},
        "/v1/labels/.a%2Fb/.1.2/.x=1.name=n",
    ),
    (
        "get_matrices",
        [True, ["a,b", "é"], POINT],
        {},
        "/v1/matrices/;one=true/;many=a%2Cb;many=%C3%A9/;point=x,1,y,2.5,name,a%20b",
    ),
    (
        "get_simple",
        [date(2022, 1, 31), Decimal("1.10"), "worn out", ID, ["a,b", "c/d"], {"x": 1}],
        {},
        f"/v1/simple/2022-01-31/1.10/worn%20out/{ID}/a%2Cb,c%2Fd/%7B%22x%22%3A1%7D",
    ),
    (
        "search",
        [],
        {"plain": "a b", "commas": ["a", "b"], "url": "https://x.example/a?b=c&d"},
        "/v1/search?plain=a%20b&commas=a,b&url=https://x.example/a?b=c%26d",
    ),
    (
        "search",
        [],
        {"words": ["a", "b"], "ids": [1, 2], "any": {"k": "v"}},
        "/v1/search?words=a%20b&ids=1%7C2&k=v",
    ),
    (
        "search",
        [],
        {"filter": {"price": {"gte": Decimal("1.10"), "in": [1, 2]}, "since": date(2022, 1, 31)}},
        "/v1/search?filter%5Bprice%5D%5Bgte%5D=1.10&filter%5Bprice%5D%5Bin%5D%5B0%5D=1"
        "&filter%5Bprice%5D%5Bin%5D%5B1%5D=2&filter%5Bsince%5D=2022-01-31",
    ),
    (
        "search",
        [],
        {"point": POINT, "flat": POINT, "labels": {"a&b": "c=d"}, "json": [{"x": 1}]},
        "/v1/search?x=1&y=2.5&name=a%20b&flat=x,1,y,2.5,name,a%20b&a%26b=c%3Dd"
        "&json=%5B%7B%22x%22%3A1%7D%5D",
    ),
    (
        "search",
        [],
        {"maybe": ["a", "b"], "either": [1, 2]},
        "/v1/search?maybe=a,b&either=1,2",
    ),
    ("search", [], {"either": "a,b"}, "/v1/search?either=a%2Cb"),
    ("search", [], {"type": "t"}, "/v1/search?type=t"),  # which is no builtin in the method
    (
        "search",
        [],
        {
            "latitude": 52.5,
            "at": datetime(2022, 1, 31, tzinfo=UTC),
            "clock": time(12, 30),
            "span": timedelta(hours=1),
            "data": b"\xff\xfe",
            "any": [1, "a"],
        },
        "/v1/search?latitude=52.5&at=2022-01-31T00%3A00%3A00%2B00%3A00&clock=12%3A30%3A00"
        "&span=PT1H&data=%2F%2F4%3D&any=1&any=a",
    ),
]


@pytest.mark.parametrize(("method", "positional", "named", "target"), CALLS)
def test_the_request_line(
    package: ModuleType, method: str, positional: list[Any], named: dict[str, Any], target: str
) -> None:
    with listening() as lines:
        with package.Styles(key="k", base_url=f"{lines.url}/v1") as client:
            assert getattr(client, method)(*positional, **named) is None

        async def main() -> None:
            async with package.AsyncStyles(key="k", base_url=f"{lines.url}/v1") as client:
                assert await getattr(client, method)(*positional, **named) is None

        asyncio.run(main())
    assert lines.requests == [f"GET {target} HTTP/1.1"] * 2


def test_the_order_of_a_query_is_that_of_the_styles(package: ModuleType) -> None:
    """Plain parameters first, and the others after them."""
    operations: Any = importlib.import_module(f"{package.__name__}._operations")
    call = operations.search(words=["a"], plain="b")
    assert (call.query, call.encoded_query) == ((("plain", "b"),), "words=a")


def headers_of(lines: Lines) -> dict[str, str]:
    pairs = [line.split(": ", 1) for line in lines.headers]
    return {name: value for name, value in pairs if name.startswith(("X-", "Cook", "Idem", "Acc"))}


GIVEN: dict[str, Any] = {
    "x_trace_id": "t 1",
    "x_since": datetime(1970, 1, 1, 0, 0, 5, 900_000, tzinfo=UTC),
    "x_many": ["a b", "c"],
    "x_point": POINT,
    "x_json": {"x": 1, "name": "é"},
    "session": "a b;c",
    "sizes": [1, 2],
    "seen": [3, 4],
}
WANTED = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate",
    "X-Trace-Id": "t 1",
    "X-Since": "5",
    "X-Many": "a b,c",
    "X-Point": "x=1,y=2.5,name=a b",
    "X-Json": r'{"x":1,"name":"\u00e9"}',
    "Cookie": "session=a%20b%3Bc; sizes=1,2; seen=3; seen=4",
    "X-Key": "k",
}


def test_headers_and_cookies(package: ModuleType) -> None:
    with listening() as lines:
        with package.Styles(key="k", base_url=lines.url) as client:
            client.post_headers(**GIVEN, extra_headers={"X-Own": "o", "Cookie": "own=1"})
        found = headers_of(lines)
    assert len(found.pop("Idempotency-Key")) > 20
    assert found == {**WANTED, "X-Own": "o", "Cookie": f"{WANTED['Cookie']}; own=1"}


def test_headers_that_are_left_out(package: ModuleType) -> None:
    with listening() as lines:
        with package.Styles(key="k", base_url=lines.url) as client:
            client.post_headers(x_trace_id="t")
        found = headers_of(lines)
    assert found.keys() - {"Idempotency-Key"} == {
        *("Accept", "Accept-Encoding", "X-Key", "X-Trace-Id")
    }


def test_cookies_stand_beside_those_of_a_clients_own(package: ModuleType) -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(204)

    transport = httpx2.MockTransport(answer)
    with httpx2.Client(transport=transport, cookies={"jar": "j"}) as http:
        package.Styles(key="k", http_client=http).post_headers(x_trace_id="t", session="s")
    assert seen[0].headers["cookie"] == "jar=j; session=s"
    assert str(seen[0].url) == "https://api.styles.example/v1/headers"


@pytest.mark.parametrize(
    ("method", "given", "kind", "said"),
    [
        ("post_headers", {"x_trace_id": "a\r\nX-Admin: 1"}, ValueError, "^X-Trace-Id: "),
        ("post_headers", {"x_trace_id": "é"}, ValueError, "^X-Trace-Id: .* printable ASCII"),
        ("post_headers", {"x_trace_id": "t", "x_since": "5"}, TypeError, "^X-Since: pass an int"),
        ("post_headers", {"x_trace_id": "t", "x_many": ["a,b"]}, ValueError, "^X-Many: "),
        ("post_headers", {"x_trace_id": "t", "x_point": {"z": 1}}, TypeError, "^X-Point: .*'z'"),
        ("search", {"filter": {"price": {"gte": 1.5}}}, TypeError, r"^filter: \$\.price\.gte"),
        ("search", {"words": ["a b"]}, ValueError, "^words: "),
        ("search", {"ids": [True]}, TypeError, "^ids: pass an int"),
        ("search", {"labels": {"a": ["b"]}}, TypeError, "^labels: "),
        ("search", {"latitude": "52"}, TypeError, "^latitude: pass a number"),
        ("search", {"latitude": float("nan")}, ValueError, "^latitude: nan is not finite"),
        ("search", {"point": {}}, (TypeError, ValueError), "^point: "),
    ],
)
def test_what_cannot_be_sent_is_refused_by_name(
    package: ModuleType, method: str, given: dict[str, Any], kind: Any, said: str
) -> None:
    client = package.Styles(key="k", base_url="http://127.0.0.1:1")
    with pytest.raises(kind, match=said):
        getattr(client, method)(**given)


def test_signatures_and_docstrings(package: ModuleType) -> None:
    signature = inspect.signature(package.Styles.post_headers)
    shown = {name: one.annotation for name, one in signature.parameters.items()}
    assert shown["x_trace_id"] == "str"
    assert shown["x_since"] == "datetime | int | UnsetType"
    assert shown["x_point"] == "PointDict | Point | UnsetType"
    assert not shown.keys() & {"accept", "content_type", "authorization", "x_key"}
    documented = inspect.getdoc(package.Styles.post_headers) or ""
    assert "x_trace_id: Where it comes from." in documented
    said = "The client itself sends what the schema lists as parameters: `Accept`, `content-type`,"
    assert said in documented
    assert "or a header that is not printable ASCII" in documented


def test_structs_are_taken_like_dicts(package: ModuleType) -> None:
    with listening() as lines, package.Styles(key="k", base_url=lines.url) as client:
        client.search(point=package.Point(x=1), filter=package.Filter(since=date(2022, 1, 31)))
    assert lines.requests == ["GET /search?filter%5Bsince%5D=2022-01-31&x=1 HTTP/1.1"]


def test_a_plain_package_imports_no_styles(tmp_path: Path) -> None:
    plain = SCHEMA[: SCHEMA.index("  /labels/")] + (
        "  /things/{id}:\n    get:\n      operationId: get_thing\n      parameters:\n"
        "        - {name: id, in: path, required: true, schema: {type: string}}\n"
        "        - {name: q, in: query, schema: {type: array, items: {type: string}}}\n"
        "      responses: {'204': {description: Done.}}\n" + SCHEMA[SCHEMA.index("components:") :]
    )
    source = generated(tmp_path, plain, "plain")
    written = (source / "plain_client/_operations.py").read_text()
    assert "_styles" not in written
    assert "_parameters" not in written
    assert "_Variable" not in written
    runtime = {path.stem for path in (source / "plain_client/_runtime").glob("*.py")}
    assert "url" in runtime
    assert not runtime & {"styles", "parameters"}


SAMPLES = {
    "post": """
operation: post_headers
page: styles
request:
  lines: "1"
  method: POST
  path: /headers
  headers: {X-Key: KEY, x-trace-id: t, X-Since: "5", Cookie: session=1, Content-Type: text/plain}
answer: {lines: "2", status: 204}
""",
    "search": """
operation: search
page: styles
request:
  lines: "1"
  method: GET
  path: /search
  headers: {X-Key: KEY}
  query: {plain: a, latitude: "52.5", "filter[since]": "2022-01-31", x: "1", url: /a}
answer: {lines: "2", status: 204}
""",
    "piped": """
operation: search
page: styles
request:
  lines: "1"
  method: GET
  path: /search
  headers: {X-Key: KEY}
  query: {ids: "1|2", words: a b}
answer: {lines: "2", status: 204}
""",
}


def test_samples_have_headers_and_styles(tmp_path: Path) -> None:
    source = generated(tmp_path, SCHEMA, samples=SAMPLES)
    readme = (source.parent / "README.md").read_text(encoding="utf-8")
    assert 'client.post_headers(x_trace_id="t", x_since=5)' in readme
    assert 'client.search(plain="a", url="/a", latitude=52.5)' in readme
    assert "1|2" not in readme  # which is no value of an argument


def test_samples_are_checked_against_the_parameters(tmp_path: Path) -> None:
    wrong = {
        "post": SAMPLES["post"].replace('"5"', "five").replace("Cookie", "X-Odd"),
        "search": SAMPLES["search"].replace('"52.5"', "north").replace("filter[", "filters["),
        "piped": SAMPLES["piped"].replace("1|2", "1,2"),
    }
    with pytest.raises(ProblemsError) as raised:
        generated(tmp_path, SCHEMA, samples=wrong)
    assert [problem.message for problem in raised.value.problems] == [
        "`ids`: '1,2' is not of type 'integer'",
        "`X-Since`: 'five' is not of type 'integer'",
        "the schema has no header `x-odd`",
        "`latitude`: 'north' is not of type 'number'",
        "the schema has no query parameter `filters[since]`",
    ]

"""Bodies and responses of any media type: what a generated client sends, and what it returns."""

import asyncio
import inspect
import io
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx2
import pytest

from corrigenda.build import regenerate
from corrigenda.openapi.correct import correct_openapi
from corrigenda.provider import find_providers
from tests.pipeline.imported import imported
from tests.pipeline.test_security import PROVIDER
from tests.runtime.parts import parts_of

SCHEMA = Path(__file__).with_name("contents.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contents")
    provider = folder / "schemas" / "crates"
    provider.mkdir(parents=True)
    (provider / "openapi.yaml").write_text(SCHEMA, encoding="utf-8")
    (provider / "provider.toml").write_text(PROVIDER.format(name="Crates"), encoding="utf-8")
    regenerate(folder / "schemas", folder / "overlays", folder / "generated", strict=False)
    return folder


@pytest.fixture(scope="module")
def package(folder: Path) -> Iterator[Any]:
    with imported(folder / "generated" / "crates" / "src", "crates_client") as package:
        yield package


class Service:
    """Answers every request with one response, and keeps the requests."""

    def __init__(self, package: Any, **options: Any) -> None:
        self.package, self.options = package, options
        self.requests: list[httpx2.Request] = []
        self.replies(204)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        status, headers, content = self.response
        return httpx2.Response(status, headers=headers, content=content)

    def call(self, method: str, *, raw: bool = False, **arguments: Any) -> Any:
        """Call a method of both clients, whose requests and values must be equal."""
        transport = httpx2.MockTransport(self.answer)
        client = self.package.Crates(http_client=httpx2.Client(transport=transport), **self.options)
        value = getattr(client.raw if raw else client, method)(**arguments)
        again = asyncio.run(self._call(transport, method, arguments))
        assert raw or again == value
        assert _same(*self.requests[-2:])
        return value

    async def _call(self, transport: Any, method: str, arguments: Any) -> Any:
        http = httpx2.AsyncClient(transport=transport)
        client = self.package.AsyncCrates(http_client=http, **self.options)
        return await getattr(client, method)(**arguments)

    def replies(self, status: int, body: str | bytes = b"", media_type: str = "") -> None:
        headers = {"Content-Type": media_type} if media_type else {}
        content = body.encode() if isinstance(body, str) else body
        self.response = (status, headers, content)

    @property
    def sent(self) -> tuple[str | None, str]:
        """The media type and the body of the last request."""
        last = self.requests[-1]
        return last.headers.get("Content-Type"), last.content.decode()


def _same(one: httpx2.Request, other: httpx2.Request) -> bool:
    if "multipart" in one.headers.get("Content-Type", ""):
        return parts_of(one.headers["Content-Type"], one.content) == parts_of(
            other.headers["Content-Type"], other.content
        )
    return one.content == other.content and one.headers["Accept"] == other.headers["Accept"]


@pytest.fixture
def service(package: Any) -> Service:
    return Service(package)


def test_what_cannot_be_sent_or_read_is_left_out(folder: Path) -> None:
    corrected = correct_openapi(
        next(iter(find_providers(folder / "schemas", folder / "overlays"))), strict=False
    )
    told = {one.operation: (one.message, one.place.line) for one in corrected.left_out}
    lines = {key: SCHEMA[: SCHEMA.index(f"operationId: {key}")].count("\n") for key in told}
    messages = {key: message for key, (message, _line) in told.items()}
    assert messages == {
        "get_xml": "a response of `application/xml` is not supported",
        "post_xml": "a body of `text/xml` is not supported",
        "get_events": "a response of `text/event-stream` is not supported",
        "post_list_form": "a body of `application/x-www-form-urlencoded` is not an object",
    }
    assert all(0 < told[key][1] - lines[key] < 6 for key in told)


def test_an_array_is_sent_and_returned(service: Service, package: Any) -> None:
    item = package.Item(id="b", amount=Decimal("2.50"))
    service.replies(200, '[{"id": "a", "amount": 1.10}, {"id": "b"}]', "application/json")
    value = service.call("replace_items", body=[{"id": "a", "amount": Decimal("1.10")}, item])
    assert value == [
        package.Item(id="a", amount=Decimal("1.10")),
        package.Item(id="b"),
    ]
    body = '[{"id":"a","amount":1.10},{"id":"b","amount":2.50}]'
    assert service.sent == ("application/vnd.api+json", body)
    raw = service.call("replace_items", raw=True, body=[])
    assert raw.value == value
    assert raw.status_code == 200


def test_problems_of_an_array_are_listed_with_their_paths(service: Service) -> None:
    with pytest.raises(TypeError) as caught:
        service.call("replace_items", body=[{"id": "a", "amount": 1.5}, {"amount": 2}])
    first, second = str(caught.value).splitlines()
    assert first.startswith("replace_items: $[0].amount: 1.5 is a float: money must be exact")
    assert second.startswith("replace_items: $[1].id:")
    assert not service.requests


def test_maps_and_scalars_are_sent_and_returned(service: Service) -> None:
    service.replies(200, "12345678901234567.890", "application/json")
    value = service.call("set_map", body={"a": Decimal("0.10"), "b": 2})
    assert value == Decimal("12345678901234567.890")
    assert str(value).endswith(".890")
    assert service.sent == ("application/json", '{"a":0.10,"b":2}')
    service.replies(200, '{"a": 1.50}', "application/json")
    assert service.call("merge_items", id="x") == {"a": Decimal("1.50")}
    assert service.sent == ("application/merge-patch+json", '{"id":"x"}')


def test_a_response_of_another_type_is_an_error(service: Service, package: Any) -> None:
    service.replies(200, '{"a": "x"}', "application/json")
    with pytest.raises(package.ResponseDecodeError) as caught:
        service.call("merge_items")
    assert caught.value.json_path == "$.a"
    strict = Service(package, strict=True)
    strict.replies(200, '[{"id": "a", "new": 1}]', "application/json")
    with pytest.raises(package.ResponseDecodeError, match=r"\$\[0\]\.new"):
        strict.call("replace_items", body=[])


def test_drift_in_a_list_is_told(package: Any) -> None:
    told: list[Any] = []
    service = Service(package, on_drift=told.append)
    service.replies(200, '[{"id": "a"}, {"id": "b", "new": 1}]', "application/json")
    service.call("replace_items", body=[])
    assert [(one.json_path, one.kind) for one in told] == [("$[1].new", "unknown-field")] * 2


@pytest.mark.parametrize(("method", "body"), [("merge_items", '{"a": 1}'), ("set_map", "1")])
def test_an_optional_body_is_not_sent(service: Service, method: str, body: str) -> None:
    service.replies(200, body, "application/json")
    service.call(method)
    assert service.sent == (None, "")


def test_a_form_is_written_as_its_encoding_says(service: Service, package: Any) -> None:
    service.replies(200, '{"id": "a"}', "application/json")
    service.call(
        "create_charge",
        amount=1500,
        price=Decimal("1.50"),
        expand=["customer", "data.a"],
        tags=["a b", "c&d=é"],
        codes=[1, 2],
        metadata={"order id": "6735"},
        items=[{"price": "p_1", "quantity": 2}, {"price": "p_2"}],
        extra={"a": Decimal("0.10")},
    )
    media_type, body = service.sent
    assert media_type == "application/x-www-form-urlencoded"
    assert parse_qsl(body, strict_parsing=True, keep_blank_values=True) == [
        ("amount", "1500"),
        ("price", "1.50"),
        ("expand[0]", "customer"),
        ("expand[1]", "data.a"),
        ("tags", "a b"),
        ("tags", "c&d=é"),
        ("codes", "1,2"),
        ("metadata[order id]", "6735"),
        ("items[0][price]", "p_1"),
        ("items[0][quantity]", "2"),
        ("items[1][price]", "p_2"),
        ("extra", '{"a":0.10}'),
    ]


def test_a_form_is_as_exact_as_json(service: Service) -> None:
    with pytest.raises(TypeError) as caught:
        service.call("create_charge", amount=1.5, price=0.1, items=[{"quantity": "2"}])
    told = str(caught.value).splitlines()
    paths = ["$.amount", "$.price", "$.items[0].quantity"]
    assert [line.split(": ")[1] for line in told] == paths
    assert not service.requests


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, '{"id": "a"}', ("Item", {"id": "a"})),
        (201, '{"id": "a"}', ("Item", {"id": "a"})),
        (202, '{"job": "j"}', ("Job", {"job": "j"})),
        (204, "", None),
        (205, "", None),
    ],
)
def test_the_status_tells_what_a_response_is(
    service: Service, package: Any, status: int, body: str, expected: tuple[str, Any] | None
) -> None:
    service.replies(status, body, "application/json")
    value = service.call("create_charge", amount=1)
    wanted = expected and getattr(package, expected[0])(**expected[1])
    assert value == wanted
    assert type(value) is type(wanted)


def test_a_file_is_uploaded_with_its_fields(service: Service, tmp_path: Path) -> None:
    page = tmp_path / "seite ü.png"
    page.write_bytes(b"\x89PNG\r\n--")
    service.replies(201, "stored: é", "text/plain")
    value = service.call(
        "upload_file",
        file=('re"port\r\n.pdf', b"\x00\xff\r\n", "application/pdf"),
        pages=[page, b"raw"],
        either=b"alone",
        logo=("a.svg", b"<svg/>"),
        amount=Decimal("1.50"),
        labels=["a", "b\nc"],
        item={"id": "x", "amount": Decimal("0.10")},
        note="# hi",
    )
    assert value == "stored: é"
    last = service.requests[-1]
    assert parts_of(last.headers["Content-Type"], last.content) == [
        ("file", "re%22port%0D%0A.pdf", "application/pdf", b"\x00\xff\r\n"),
        ("pages", "seite ü.png", "image/png", b"\x89PNG\r\n--"),
        ("pages", "upload", "image/png", b"raw"),
        ("either", "upload", "application/octet-stream", b"alone"),
        ("logo", "a.svg", "image/svg+xml", b"<svg/>"),
        ("amount", None, None, b"1.50"),
        ("labels", None, None, b"a"),
        ("labels", None, None, b"b\nc"),
        ("item", None, "application/json", b'{"id":"x","amount":0.10}'),
        ("note", None, "text/markdown", b"# hi"),
    ]
    assert int(last.headers["Content-Length"]) == len(last.content)


def test_problems_of_an_upload_are_listed(service: Service) -> None:
    with pytest.raises(TypeError) as caught:
        service.call(
            "upload_file",
            file="report.pdf",
            pages=[io.StringIO("text")],
            amount=1.5,
            labels=[],
            item={"amount": 2},
        )
    told = str(caught.value).splitlines()
    assert [line.split(": ")[1] for line in told] == [
        "$.file",
        "$.pages[0]",
        "$.amount",
        "$.labels",
        "$.item.id",
    ]
    assert "pathlib.Path" in told[0]
    assert not service.requests


def test_bytes_and_texts_are_returned_as_they_are(service: Service, package: Any) -> None:
    service.replies(200, b"%PDF\x00\xff", "application/octet-stream")
    assert service.call("download_file") == b"%PDF\x00\xff"
    assert service.requests[-1].headers["Accept"] == "application/pdf"
    raw = service.call("download_file", raw=True)
    assert (raw.value, raw.body) == (b"%PDF\x00\xff", b"%PDF\x00\xff")
    service.replies(201, "Größe".encode("latin-1"), "text/plain; charset=iso-8859-1")
    assert service.call("upload_file", file=b"") == "Größe"
    limited = Service(package, max_response_bytes=10)
    limited.replies(200, b"x" * 11, "application/pdf")
    with pytest.raises(package.ResponseDecodeError):
        limited.call("download_file")


def test_the_media_type_tells_what_a_response_is(service: Service, package: Any) -> None:
    service.replies(200, '[{"id": "a"}]', "application/json")
    assert service.call("get_report") == [package.Item(id="a")]
    assert service.requests[-1].headers["Accept"] == "application/json, text/csv;q=0.9"
    service.replies(200, "id\na\n", "text/csv; charset=utf-8")
    assert service.call("get_report") == "id\na\n"
    service.replies(200, '[{"id": "a"}]', "application/x-unknown")
    assert service.call("get_report") == [package.Item(id="a")]


def test_texts_and_bytes_are_sent(service: Service, package: Any, tmp_path: Path) -> None:
    service.call("put_text", body="Größe\n")
    assert service.sent == ("text/plain; charset=utf-8", "Größe\n")
    with pytest.raises(TypeError, match=r"^put_text: body: pass a str, not bytes$"):
        service.call("put_text", body=b"x")
    path = tmp_path / "blob"
    path.write_bytes(b"blob")
    service.replies(200, '{"id": "a"}', "application/json")
    for content in (b"blob", bytearray(b"blob"), path):
        assert service.call("put_blob", body=content) == package.Item(id="a")
        assert service.sent == ("application/octet-stream", "blob")
    service.call("put_blob")
    assert service.sent == (None, "")
    with pytest.raises(TypeError, match=r"^put_blob: body: pass bytes"):
        service.call("put_blob", body="blob")


def test_a_file_object_is_read_once_and_sent_by_both_clients(package: Any) -> None:
    service = Service(package)
    client = package.Crates(http_client=httpx2.Client(transport=httpx2.MockTransport(_teapot)))
    with pytest.raises(package.InternalServerError) as caught:
        client.put_blob(body=io.BytesIO(b"once"))
    assert caught.value.body == ["once", "once", "once"]
    assert not service.requests


_ARRIVED: list[str] = []


def _teapot(request: httpx2.Request) -> httpx2.Response:
    _ARRIVED.append(request.content.decode())
    return httpx2.Response(503, headers={"Retry-After": "0"}, text=json.dumps(_ARRIVED))


def test_json_is_preferred_and_the_docstring_says_so(service: Service, package: Any) -> None:
    service.replies(200)
    service.call("send_many", id="a")
    assert service.sent == ("application/json", '{"id":"a"}')
    said = inspect.getdoc(package.Crates.send_many) or ""
    assert "The body is sent as `application/json`, although `application/xml`" in said


def test_an_argument_may_be_called_type(service: Service) -> None:
    assert service.call("put_kind", type="a") is None
    assert service.sent == ("application/json", '{"type":"a"}')


def test_head_returns_nothing(service: Service) -> None:
    service.replies(200, b"", "application/json")
    assert service.call("head_items") is None
    raw = service.call("head_items", raw=True)
    assert raw.value is None
    assert raw.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (404, '{"missing": "x"}', ("Missing", {"missing": "x"})),
        (422, '{"title": "t", "amount": 1.10}', ("Problem", {"title": "t", "amount": "1.10"})),
        (422, '{"title": 5', None),
        (422, '{"other": 5}', None),
        (422, "", None),
        (500, '{"title": "t"}', None),
    ],
)
def test_errors_have_the_type_of_their_status(
    service: Service, package: Any, status: int, body: str, expected: tuple[str, Any] | None
) -> None:
    service.options = {"max_retries": 0}
    service.replies(status, body, "application/problem+json")
    with pytest.raises(package.APIStatusError) as caught:
        service.call("replace_items", body=[])
    problem = caught.value.problem
    assert type(problem).__name__ == (expected[0] if expected else "NoneType")
    for name, value in expected[1].items() if expected else ():
        assert str(getattr(problem, name)) == value
    copied = pickle.loads(pickle.dumps(caught.value))
    assert copied.problem == problem
    assert copied.body == caught.value.body


def test_the_package_has_the_types_of_files(package: Any) -> None:
    assert {"FileInput", "BinaryInput"} <= set(package.__all__)
    said = inspect.getdoc(package.Crates.replace_items) or ""
    assert "Its `problem` is `Missing` (404), `Problem` (4XX)." in said
    assert "OSError" in (inspect.getdoc(package.Crates.upload_file) or "")


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_the_package_is_typed(folder: Path, tool: str) -> None:
    source = folder / "generated" / "crates" / "src"
    use = folder / "use.py"
    use.write_text(USE, encoding="utf-8")
    options = {"mypy": ["--strict", "--no-incremental"], "pyright": []}
    command = [sys.executable, "-m", tool, *options[tool], str(use)]
    done = subprocess.run(
        command, cwd=source, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout


USE = """
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, assert_type

from crates_client import AsyncCrates, Crates, Item, Job

client = Crates()
assert_type(client.replace_items(body=[{"id": "a"}, Item(id="b")]), list[Item])
assert_type(client.set_map(body={"a": 1}), Decimal)
assert_type(client.merge_items(id="a"), dict[str, Decimal])
assert_type(client.create_charge(amount=1, metadata={"a": "b"}), Item | Job | None)
assert_type(client.download_file(), bytes)
assert_type(client.raw.download_file().value, bytes)
assert_type(client.get_report(), list[Item] | str)
assert_type(client.upload_file(file=("a", b"b", "text/plain"), pages=[Path("a"), b""]), str)


def stream(file: BinaryIO) -> None:
    client.put_blob(body=file)
    client.upload_file(file=file, either=[file, b""])


async def main(other: AsyncCrates) -> None:
    assert_type(await other.replace_items(body=[]), list[Item])
    assert_type(await other.create_charge(amount=1), Item | Job | None)
"""

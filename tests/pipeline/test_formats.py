"""Formats with a type of Python: what a generated client sends, and what it returns."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest

from corrigenda.build import regenerate
from tests.pipeline.imported import imported
from tests.pipeline.test_security import PROVIDER

SCHEMA = Path(__file__).with_name("formats.yaml").read_text(encoding="utf-8")
ID = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    provider = folder / "schemas" / "vaults"
    provider.mkdir(parents=True)
    (provider / "openapi.yaml").write_text(SCHEMA, encoding="utf-8")
    (provider / "provider.toml").write_text(PROVIDER.format(name="Vaults"), encoding="utf-8")
    regenerate(folder / "schemas", folder / "overlays", folder / "generated", strict=True)
    return folder / "generated" / "vaults" / "src"


@pytest.fixture(scope="module")
def package(source: Path) -> Iterator[Any]:
    with imported(source, "vaults_client") as package:
        yield package


class Service:
    """Answers every request with one body, and keeps the requests."""

    def __init__(self, package: Any) -> None:
        self.package = package
        self.requests: list[httpx2.Request] = []
        self.reply: bytes = b"{}"

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        json_type = {"Content-Type": "application/json"}
        status = 204 if request.url.path in ("/form", "/parts") else 200
        return httpx2.Response(status, headers=json_type, content=self.reply)

    def call(self, method: str, /, *, strict: bool = False, **arguments: Any) -> Any:
        """Call a method of both clients, whose requests and values are equal."""
        transport = httpx2.MockTransport(self.answer)
        http = httpx2.Client(transport=transport)
        client = self.package.Vaults(http_client=http, strict=strict)
        value = getattr(client, method)(**arguments)
        asynchronous = httpx2.AsyncClient(transport=transport)
        other = self.package.AsyncVaults(http_client=asynchronous, strict=strict)
        assert asyncio.run(getattr(other, method)(**arguments)) == value
        one, two = self.requests[-2:]
        assert one.url == two.url
        assert "multipart" in one.headers.get("Content-Type", "") or one.content == two.content
        return value

    def reads(self, text: str, strict: bool = False) -> Any:
        """Return the vault of a response."""
        self.reply = f'[{{"id": "{ID}", {text}}}]'.encode()
        return self.call("get_vaults", strict=strict)[0]


@pytest.fixture
def service(package: Any) -> Service:
    return Service(package)


BODY: dict[str, Any] = {
    "id": ID,
    "data": b"\xff\xfe",
    "clock": time(10, 30, 0, 5),
    "span": timedelta(days=1, hours=2),
    "day": date(2026, 1, 2),
    "at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    "count": 2**62,
    "link": "https://x.example",
    "mail": "a@b.example",
    "no_id": None,
    "no_data": None,
    "no_span": None,
    "ids": [ID],
    "maybe_ids": [ID, None],
    "maybe_ats": [None, datetime(2026, 1, 2, tzinfo=UTC)],
    "clocks": {"a": time(1, 2, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))},
    "token": "-_-_",
}
WIRE = {
    "id": str(ID),
    "data": "//4=",
    "clock": "10:30:00.000005",
    "span": "P1DT2H",
    "day": "2026-01-02",
    "at": "2026-01-02T03:04:05Z",
    "count": 2**62,
    "link": "https://x.example",
    "mail": "a@b.example",
    "no_id": None,
    "no_data": None,
    "no_span": None,
    "ids": [str(ID)],
    "maybe_ids": [str(ID), None],
    "maybe_ats": [None, "2026-01-02T00:00:00Z"],
    "clocks": {"a": "01:02:00-03:30"},
    "token": "-_-_",
}
ARGUMENTS: dict[str, Any] = {
    "id": ID,
    "clock": time(9, 0, tzinfo=UTC),
    "span": timedelta(seconds=90, microseconds=500_000),
    "data": b"?>",
    "q_id": ID,
    "q_ids": [ID, str(ID)],
    "q_clock": time(9),
    "q_span": "P1M",
    "q_data": b"?>",
    "h_id": ID,
    "h_clock": time(9),
    "h_span": timedelta(days=-1),
    "h_data": b"?>",
}


def test_every_format_is_sent_and_returned(service: Service, package: Any) -> None:
    service.reply = json.dumps(WIRE).encode()
    body = {f"{name}_body" if name in ARGUMENTS else name: one for name, one in BODY.items()}
    value = service.call("save_vault", strict=True, **ARGUMENTS, **body)
    assert value == package.Vault(**{**BODY, "span": "P1DT2H"})
    sent = service.requests[-1]
    assert json.loads(sent.content) == WIRE
    path, _, query = sent.url.raw_path.decode().partition("?")
    assert path == f"/vaults/{ID}/09%3A00%3A00%2B00%3A00/PT1M30.5S/Pz4%3D"
    assert query == f"q_id={ID}&q_ids={ID}&q_ids={ID}&q_clock=09%3A00%3A00&q_span=P1M&q_data=Pz4%3D"
    names = ("h_id", "h_clock", "h_span", "h_data")
    assert [sent.headers[name] for name in names] == [str(ID), "09:00:00", "-P1D", "Pz4="]


def test_structs_become_dicts_and_json_and_back(package: Any) -> None:
    vault = package.Vault(**{**BODY, "span": "P1Y2M"})
    assert vault.to_dict()["id"] is ID
    assert vault.to_dict()["data"] == b"\xff\xfe"
    assert package.Vault.from_dict(vault.to_dict()) == vault
    assert json.loads(vault.to_json()) == {**WIRE, "span": "P1Y2M"}
    assert package.Vault.from_json(vault.to_json()) == vault
    assert package.Vault.from_dict(json.loads(vault.to_json())) == vault


def test_forms_have_the_texts_of_json(service: Service) -> None:
    given = {name: BODY[name] for name in ("id", "data", "clock", "span")}
    service.call("send_form", **given)
    texts = f"id={ID}&data=%2F%2F4%3D&clock=10%3A30%3A00.000005&span=P1DT2H"
    assert service.requests[-1].content.decode() == texts
    service.call("send_parts", **given)
    sent = service.requests[-1].content.decode()
    for name in given:
        assert f'name="{name}"\r\n\r\n{WIRE[name]}\r\n' in sent


def test_bodies_that_are_no_objects(service: Service) -> None:
    service.reply = b'{"a": "P1M", "b": "PT0.123456789S"}'
    assert service.call("put_ids", body=[ID, str(ID)]) == {"a": "P1M", "b": "PT0.123456789S"}
    assert json.loads(service.requests[-1].content) == [str(ID), str(ID)]


@pytest.mark.parametrize(
    ("given", "wire", "value"),
    [
        (5, 5, 5),
        (ID, str(ID), ID),
        (str(ID), str(ID), ID),
        ([timedelta(hours=1), "P1M"], ["PT1H", "P1M"], ["PT1H", "P1M"]),
    ],
)
def test_a_union_tells_formats_apart(service: Service, given: Any, wire: Any, value: Any) -> None:
    service.reply = json.dumps(wire).encode()
    assert service.call("put_either", body=given) == value
    assert json.loads(service.requests[-1].content) == wire


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ('"id": "6BA7B8109DAD11D180B400C04FD430C8"', "id", ID),
        ('"id": "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"', "id", ID),
        ('"id": "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}"', "id", ID),
        ('"data": "__79"', "data", b"\xff\xfe\xfd"),
        ('"data": "QUJD\\r\\nREU"', "data", b"ABCDE"),
        ('"clock": "10:30"', "clock", time(10, 30)),
        ('"clock": "23:59:59.9999999"', "clock", time(23, 59, 59, 999_999)),
        ('"clock": "23:59:60Z"', "clock", time(23, 59, 59, 999_999, tzinfo=UTC)),
        ('"span": "a while"', "span", "a while"),
        ('"span": 5', "span", "5"),
    ],
)
def test_other_forms_are_read_unless_strict(
    service: Service, package: Any, text: str, name: str, value: Any
) -> None:
    assert getattr(service.reads(text), name) == value
    if name == "id":
        text = text.replace('"id"', '"no_id"')
    with pytest.raises(package.ResponseDecodeError):
        service.reads(text, strict=True)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("no_id", ""), ("no_id", "7"), ("data", "a"), ("data", "é"), ("clock", "24:00"), ("day", "")],
)
def test_what_is_no_value_is_refused(service: Service, package: Any, name: str, wrong: str) -> None:
    with pytest.raises(package.ResponseDecodeError, match=rf"\$\[0\]\.{name}"):
        service.reads(f'"{name}": {json.dumps(wrong)}')


def test_wrong_arguments_are_refused_before_anything_is_sent(service: Service) -> None:
    wrong: dict[str, Any] = {"id": "x", "data": "é", "clock": "soon", "span": "later"}
    with pytest.raises(TypeError) as caught:
        service.call("send_form", **wrong)
    assert str(caught.value).splitlines() == [
        "send_form: $.id: 'x' is a str: pass a uuid.UUID",
        "send_form: $.data: 'é' is a str: pass bytes",
        "send_form: $.clock: 'soon' is a str: pass a datetime.time",
        "send_form: $.span: 'later' is a str: pass a datetime.timedelta, "
        "or a duration of ISO 8601 such as 'P1M'",
    ]
    assert not service.requests


def test_properties_may_have_the_names_of_the_types(package: Any) -> None:
    given = {
        "uuid": str(ID),
        "UUID": str(ID),
        "bytes": "aGk=",
        "time": "10:00:00",
        "timedelta": "P1D",
        "date": "2026-01-02",
        "datetime": "2026-01-02T03:04:05Z",
        "other": "11:00:00",
        "more": "aGk=",
    }
    names = package.Names.from_json(json.dumps(given))
    assert names.other == time(11)
    assert names.more == b"hi"
    assert json.loads(names.to_json()) == given


USE = """
from datetime import time, timedelta
from typing import assert_type
from uuid import UUID

from vaults_client import UnsetType, Vaults

client = Vaults()
vault = client.get_vaults()[0]
assert_type(vault.id, UUID)
assert_type(vault.data, bytes | UnsetType)
assert_type(vault.clock, time | UnsetType)
assert_type(vault.span, str | UnsetType)
assert_type(vault.no_id, UUID | None | UnsetType)
client.send_form(id=vault.id, span=timedelta(1))
client.send_form(id="x", span="P1M", data=b"", clock=time(1))
client.put_ids(body=[vault.id, "x"])
client.put_either(body=[timedelta(1), "P1M"])
"""


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_the_package_is_typed(source: Path, tool: str) -> None:
    (source / "use.py").write_text(USE, encoding="utf-8")
    (source / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', encoding="utf-8")
    options = {"mypy": ["--strict", "--no-incremental"], "pyright": []}
    files = ["use.py", "vaults_client"]
    done = subprocess.run(
        [sys.executable, "-m", tool, *options[tool], *files],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout

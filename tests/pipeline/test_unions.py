"""Unions of a schema in the generated package: read, sent and typed."""

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2
import pytest

from corrigenda.build import regenerate
from tests.pipeline.imported import imported

SCHEMA = """
openapi: 3.1.0
info: {title: Till, version: "1"}
servers: [{url: https://api.till.example}]
paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: get_order
      responses:
        200:
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
    put:
      operationId: update_order
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
      responses: {204: {description: ok}}
  /payments/{id}:
    get:
      operationId: get_payment
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        200:
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Payment'}}}
  /payments:
    get:
      operationId: list_payments
      responses:
        200:
          description: ok
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Payment'}}
    post:
      operationId: create_payment
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Payment'}}}
      responses:
        200:
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/card.payment'}}}
        202:
          description: later
          content: {application/json: {schema: {$ref: '#/components/schemas/House'}}}
    put:
      operationId: set_payments
      parameters: [{name: type, in: query, schema: {type: string}}]
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: array, items: {$ref: '#/components/schemas/Payment'}}
      responses: {204: {description: ok}}
components:
  schemas:
    card.payment:
      description: By card.
      type: object
      required: [method, amount]
      properties:
        method: {type: string}
        amount: {type: number}
        until: {type: string, format: date}
    BankPayment:
      type: object
      required: [iban]
      properties: {iban: {type: string}, before: {$ref: '#/components/schemas/Payment'}}
    Cash:
      type: object
      required: [method]
      properties: {method: {type: string, const: coins}, kind: {type: string}}
    Payment:
      description: 'How somebody '''' pays \"\"\": \\N{x} {{ 7 * 7 }}'
      oneOf:
      - $ref: '#/components/schemas/card.payment'
      - $ref: '#/components/schemas/BankPayment'
      - $ref: '#/components/schemas/Cash'
      discriminator:
        propertyName: method
        mapping: {"bank\\"); import os #": BankPayment}
    Asset:
      oneOf: [{$ref: '#/components/schemas/Cash'}, {$ref: '#/components/schemas/House'}]
      discriminator: {propertyName: kind, mapping: {c: Cash, h: House}}
    House: {type: object, properties: {kind: {type: string}, rooms: {type: integer}}}
    Value:
      anyOf:
      - {type: string}
      - {type: boolean}
      - {type: array, items: {$ref: '#/components/schemas/Value'}}
      - {type: object, additionalProperties: {$ref: '#/components/schemas/Value'}}
      - {type: object, required: [sort], properties: {sort: {const: a}, a: {type: boolean}}}
      - type: object
        required: [sort]
        properties: {sort: {const: '\"\"\"); import os #\\'}, b: {type: boolean}}
    Order:
      type: object
      required: [payment]
      properties:
        payment: {$ref: '#/components/schemas/Payment'}
        payments: {type: array, items: {$ref: '#/components/schemas/Payment'}}
        last: {oneOf: [{$ref: '#/components/schemas/Payment'}, {type: 'null'}]}
        by_name: {type: object, additionalProperties: {$ref: '#/components/schemas/Payment'}}
        asset: {$ref: '#/components/schemas/Asset'}
        value: {$ref: '#/components/schemas/Value'}
        owner:
          oneOf:
          - {type: object, required: [name], properties: {name: {type: string}}}
          - {type: object, required: [company], properties: {company: {type: string}}}
        id_or_cash: {anyOf: [{type: string}, {$ref: '#/components/schemas/Cash'}]}
"""

BASE = Path(__file__).parent / "base"

PROVIDER = """
name = "Till"
summary = "Orders."
version = "1.0.0"
[pages.orders]
title = "Orders"
address = "https://docs.till.example/orders"
lines = 40
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"""

BANK = 'bank"); import os #'

SORT = '"""); import os #\\'

ORDER = (
    '{"payment":{"method":"card.payment","amount":1.10,"until":"2025-01-02"},'
    f'"payments":[{{"method":{json.dumps(BANK)},"iban":"DE1",'
    '"before":{"method":"coins","kind":"c"}},{"method":"crypto","coins":0.50}],'
    '"last":null,"by_name":{"a":{"method":"coins"}},"asset":{"method":"coins","kind":"c"},'
    '"value":{"a":["b",true,{},{"sort":%s},{"sort":"c"}]},"owner":{"company":"Acme"},"id_or_cash":{"method":"coins"}}'
) % json.dumps(SORT)


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("till")
    provider = folder / "schemas/till"
    provider.mkdir(parents=True)
    (provider / "openapi.yaml").write_text(SCHEMA)
    (provider / "provider.toml").write_text(PROVIDER)
    acme = BASE / "schemas/acme"
    shutil.copytree(acme, folder / "schemas/acme", ignore=shutil.ignore_patterns("samples"))
    regenerate(folder / "schemas", folder / "overlays", folder / "generated")
    with imported(folder / "generated/till/src", "till_client") as package:
        yield package


Answer = Callable[[httpx2.Request], httpx2.Response]


def sync(package: Any, answer: Answer, method: str, *args: Any, **options: Any) -> Any:
    http = httpx2.Client(transport=httpx2.MockTransport(answer))
    settings = {name: options.pop(name) for name in ("strict", "on_drift") if name in options}
    with package.Till(http_client=http, **settings) as client:
        return getattr(client, method)(*args, **options)


def in_a_loop(package: Any, answer: Answer, method: str, *args: Any, **options: Any) -> Any:
    settings = {name: options.pop(name) for name in ("strict", "on_drift") if name in options}

    async def run() -> Any:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
        async with package.AsyncTill(http_client=http, **settings) as client:
            return await getattr(client, method)(*args, **options)

    return asyncio.run(run())


def answering(text: str) -> Answer:
    return lambda _request: httpx2.Response(200, content=text.encode())


both = pytest.mark.parametrize("call", [sync, in_a_loop])


@both
def test_every_member_is_read(till: Any, call: Any) -> None:
    order = call(till, answering(ORDER), "get_order", "1")
    assert order.payment.amount == Decimal("1.10")
    assert type(order.payment) is till.CardPayment
    bank, other = order.payments
    assert bank == till.BankPayment(
        method=BANK, iban="DE1", before=till.Cash(method="coins", kind="c")
    )
    assert other == till.UnknownMember(
        tag="crypto", raw={"method": "crypto", "coins": Decimal("0.50")}
    )
    assert order.last is None
    assert order.asset == bank.before
    last = till.ValueOption6(sort=SORT)
    assert order.value == {"a": ["b", True, {}, last, {"sort": "c"}]}
    assert order.owner.company == "Acme"
    assert type(order.id_or_cash) is type(order.by_name["a"]) is till.Cash
    assert order.to_json().decode() == ORDER
    assert type(order).from_dict(order.to_dict()) == order
    assert isinstance(other, till.Payment)
    assert not isinstance(order, till.Payment)


@both
def test_a_response_may_be_a_union(till: Any, call: Any) -> None:
    text = '{"method":"card.payment","amount":12345678901234567.890}'
    payment = call(till, answering(text), "get_payment", "1")
    assert payment == till.CardPayment(
        method="card.payment", amount=Decimal("12345678901234567.890")
    )
    assert call(till, answering(f"[{text}]"), "list_payments") == [payment]


@both
def test_drift_is_told_with_its_path(till: Any, call: Any) -> None:
    drifts: list[Any] = []
    call(till, answering(ORDER), "get_order", "1", on_drift=drifts.append)
    assert [(one.json_path, one.kind, one.got) for one in drifts] == [
        ("$.payments[1].method", "unknown-member", "the string 'crypto'")
    ]
    with pytest.raises(till.ResponseDecodeError, match=r"\$\.payments\[1\]\.method"):
        call(till, answering(ORDER), "get_order", "1", strict=True)
    text = '{"payment":{"method":"card.payment","amount":"x"}}'
    with pytest.raises(till.ResponseDecodeError, match=r"\$\.payment\.amount: expected an exact"):
        call(till, answering(text), "get_order", "1")


@both
def test_structs_and_dicts_are_sent(till: Any, call: Any) -> None:
    sent: list[bytes] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.content)
        return httpx2.Response(204)

    card = till.CardPayment(method="card.payment", amount=Decimal("1.10"))
    call(
        till,
        answer,
        "update_order",
        "1",
        payment=card,
        payments=[{"method": BANK, "iban": "1", "before": card}, till.UnknownMember(raw={"a": 1})],
        last=None,
        value=["a", {"b": True}],
        owner={"company": "Acme"},
    )
    text = '{"method":"card.payment","amount":1.10}'
    assert sent[0].decode() == (
        f'{{"payment":{text},"payments":[{{"method":{json.dumps(BANK)},"iban":"1",'
        f'"before":{text}}},{{"a":1}}],"last":null,"value":["a",{{"b":true}}],'
        '"owner":{"company":"Acme"}}'
    )
    with pytest.raises(TypeError, match="did you mean 'coins'") as raised:
        call(till, answer, "update_order", "1", payment={"method": "coin"}, payments=[5])
    assert "$.payments[0]: got 5: pass a CardPayment, a BankPayment or a Cash" in str(raised.value)
    assert len(sent) == 1


@both
def test_a_body_may_be_a_union(till: Any, call: Any) -> None:
    sent: list[bytes] = []
    answers = {
        "POST": httpx2.Response(202, content=b'{"kind":"h","rooms":3}'),
        "PUT": httpx2.Response(204),
    }

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.content)
        return answers[request.method]

    body = {"method": "card.payment", "amount": Decimal("1.10")}
    assert call(till, answer, "create_payment", body=body) == till.House(kind="h", rooms=3)
    call(till, answer, "set_payments", type="x", body=[body, till.Cash(method="coins")])
    text = '{"method":"card.payment","amount":1.10}'
    assert [one.decode() for one in sent] == [text, f'[{text},{{"method":"coins"}}]']
    with pytest.raises(TypeError, match="unknown field 'x'"):
        call(till, answer, "create_payment", body={**body, "x": 1})


USE = """
from decimal import Decimal
from till_client import BankPayment, CardPayment, Cash, Payment, Till, UnknownMember, Value

def amount(payment: Payment) -> Decimal:
    match payment:
        case CardPayment(amount=amount):
            return amount
        case BankPayment() | Cash():
            return Decimal(0)
        case UnknownMember():
            return Decimal(len(payment.raw))

def count(value: Value) -> int:
    return sum(map(count, value)) if isinstance(value, list) else 1

def use(client: Till) -> list[Decimal]:
    order = client.get_order("1")
    client.update_order("1", payment=order.payment, payments=[{"method": "coins"}], value=["a"])
    client.create_payment(body=order.payment)
    client.set_payments(body=[order.payment, {"method": "coins"}])
    return [amount(order.payment), *map(amount, client.list_payments())]
"""


def test_type_checkers_see_the_members(till: Any, tmp_path: Path) -> None:
    source = Path(str(till.__file__)).parent.parent
    (tmp_path / "use.py").write_text(USE)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "use.py"],
        cwd=tmp_path,
        env={"MYPYPATH": str(source), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_packages_with_unions_include_their_modules(till: Any) -> None:
    assert set(till.__all__) >= {"Payment", "Asset", "Value", "OrderOwner", "UnknownMember"}
    without = Path(str(till.__file__)).parents[3] / "acme/src/acme_client"
    runtime = {path.name for path in (without / "_runtime").iterdir()}
    assert not runtime & {"choice.py", "choice_reader.py", "members.py", "fits.py", "kinds.py"}
    assert not (without / "unions.py").exists()

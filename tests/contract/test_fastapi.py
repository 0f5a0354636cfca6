"""Structs of the packages in a real FastAPI application: bodies, responses and its schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

import fastapi
import jsonschema
import pydantic
import pytest
import quickbooks_client as quickbooks
import sonderplan_client as sonderplan
import sonicpay_client as sonicpay
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from openapi_spec_validator import OpenAPIV31SpecValidator


class ExactRequest(fastapi.Request):
    """A request whose JSON numbers keep all their digits."""

    async def json(self) -> Any:
        return json.loads(await self.body(), parse_float=Decimal)


class ExactRoute(APIRoute):
    """A route that reads its body exactly."""

    def get_route_handler(self) -> Callable[[Any], Coroutine[Any, Any, fastapi.Response]]:
        handle = super().get_route_handler()

        async def exactly(request: fastapi.Request) -> fastapi.Response:
            return await handle(ExactRequest(request.scope, request.receive))

        return exactly


class Booking(pydantic.BaseModel):
    invoice: sonicpay.Invoice
    other: sonderplan.Invoice | None = None
    status: sonicpay.InvoiceStatus


app = fastapi.FastAPI()
exact = fastapi.APIRouter(route_class=ExactRoute)


@app.post("/invoices")
@exact.post("/exact")
def echo(invoice: Annotated[sonicpay.Invoice, fastapi.Body()]) -> sonicpay.Invoice:
    assert type(invoice) is sonicpay.Invoice
    return invoice


@app.post("/bookings")
def book(booking: Booking) -> Booking:
    return booking


@app.post("/filters", response_model=list[quickbooks.ProjectFilter])
def search(filters: list[quickbooks.ProjectFilter]) -> Any:
    return filters


@app.get("/wire")
def wire() -> fastapi.Response:
    return fastapi.Response(INVOICE.to_json(), media_type="application/json")


app.include_router(exact)
client = TestClient(app)
JSON = {"Content-Type": "application/json"}

INVOICE = sonicpay.Invoice(
    id="i1",
    amount=Decimal("15.50"),
    currency="USD",
    status=sonicpay.InvoiceStatus("disputed"),
    created_at=datetime(2025, 1, 31, 9, 30, tzinfo=UTC),
    updated_at=datetime(2025, 2, 1, tzinfo=UTC),
    shipping=sonicpay.Shipping(amount=Decimal("4.25")),
    description=None,
)
BODY = {
    "id": "i1",
    "amount": "15.50",
    "currency": "USD",
    "status": "disputed",
    "created_at": "2025-01-31T09:30:00Z",
    "updated_at": "2025-02-01T00:00:00Z",
    "description": None,
    "shipping": {"amount": "4.25"},
}


@pytest.fixture(scope="module")
def document() -> Any:
    return client.get("/openapi.json").json()


def test_the_document_of_the_application_is_valid(document: Any) -> None:
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def resolved(document: Any, schema: Any) -> Any:
    name = schema["$ref"].rpartition("/")[2]
    return document["components"]["schemas"][name]


def test_a_body_and_a_response_have_all_their_properties(document: Any) -> None:
    operation = document["paths"]["/invoices"]["post"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    response = operation["responses"]["200"]["content"]["application/json"]["schema"]
    read, written = resolved(document, body), resolved(document, response)
    wires = set(sonicpay.Invoice.__struct_encode_fields__)
    assert set(read["properties"]) == set(written["properties"]) == wires
    needed = {"id", "amount", "currency", "status", "created_at", "updated_at"}
    assert set(read["required"]) == set(written["required"]) == needed
    assert {"type": "number"} in read["properties"]["amount"]["anyOf"]
    assert written["properties"]["amount"]["format"] == "decimal"
    assert written["properties"]["created_at"] == {"type": "string", "format": "date-time"}
    status = resolved(document, written["properties"]["status"])
    assert status["anyOf"][0]["enum"] == ["paid", "unpaid"]


def test_two_packages_have_their_own_invoices(document: Any) -> None:
    operation = document["paths"]["/bookings"]["post"]
    booking = resolved(document, operation["requestBody"]["content"]["application/json"]["schema"])
    mine = resolved(document, booking["properties"]["invoice"])
    theirs = resolved(document, booking["properties"]["other"]["anyOf"][0])
    assert "created_at" in mine["properties"]
    assert "created_at" not in theirs["properties"]


def test_a_recursive_struct_has_wire_names(document: Any) -> None:
    operation = document["paths"]["/filters"]["post"]
    items = operation["requestBody"]["content"]["application/json"]["schema"]["items"]
    found = resolved(document, items)
    assert found["properties"]["and"]["anyOf"][0]["items"] == items
    assert "customerId" in found["properties"]
    body = [{"customerId": {"equals": "7"}, "and": [{"status": {"equals": "OPEN"}}]}]
    assert client.post("/filters", json=body).json() == body


def test_a_round_trip_is_exact(document: Any) -> None:
    response = client.post("/invoices", json=BODY)
    assert response.json() == BODY
    assert sonicpay.Invoice.from_json(response.content).to_json() == INVOICE.to_json()
    schema = {"$ref": "#/components/schemas/Invoice", **document}
    operation = document["paths"]["/invoices"]["post"]
    schema |= operation["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator(schema).validate(response.json())


@pytest.mark.parametrize("amount", ["15.5", "0.1", "9999999999999.99", "100", "1e2"])
def test_a_number_of_fifteen_digits_is_exact(amount: str) -> None:
    text = json.dumps({**BODY, "amount": "?"}).replace('"?"', amount)
    for path in ("/invoices", "/exact"):
        response = client.post(path, content=text, headers=JSON)
        assert response.status_code == 200, response.text
        assert Decimal(response.json()["amount"]) == Decimal(amount)


def test_a_longer_number_is_refused_or_read_exactly() -> None:
    text = json.dumps({**BODY, "amount": "?"}).replace('"?"', "12345678901234567.890")
    refused = client.post("/invoices", content=text, headers=JSON)
    assert refused.status_code == 422
    assert "$.amount: expected an exact number, got the float" in refused.text
    assert (
        client.post("/exact", content=text, headers=JSON).json()["amount"]
        == "12345678901234567.890"
    )


def test_every_problem_is_in_the_response() -> None:
    body = {**BODY, "amount": "x", "created_at": "2025-01-31T09:30:00", "id": None}
    response = client.post("/bookings", json={"invoice": body, "status": "paid"})
    assert response.status_code == 422
    (problem,) = response.json()["detail"]
    assert problem["loc"] == ["body", "invoice"]
    for path in ("$.amount", "$.created_at", "$.id"):
        assert path in problem["msg"]


def test_a_struct_inside_a_model() -> None:
    booking = {"invoice": BODY, "other": None, "status": "paid"}
    assert client.post("/bookings", json=booking).json() == booking


def test_the_json_of_the_service_itself() -> None:
    assert client.get("/wire").content == INVOICE.to_json()
    assert b'"amount":15.50' in INVOICE.to_json()

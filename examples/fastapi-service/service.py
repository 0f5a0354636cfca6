"""A FastAPI service over SonicPay: structs of the client as responses, and its errors mapped.

One client lives as long as the application, so all requests share its connections. Amounts leave
this service as strings, as pydantic writes a Decimal, because JSON numbers are floats to many who
read them. `/docs` shows the schema of everything.
"""

from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sonicpay_client import (
    APIError,
    APIStatusError,
    APITimeoutError,
    AsyncSonicPay,
    Invoice,
    NotFoundError,
    RateLimitError,
)


class Total(BaseModel):
    """What is unpaid in one currency."""

    currency: str
    amount: Decimal
    invoices: list[Invoice]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
    """Open the client when the application starts: without a token, it does not start."""
    async with AsyncSonicPay(deadline=10) as client:
        app.state.sonicpay = client
        yield


async def sonicpay(request: Request) -> AsyncSonicPay:
    """The client of the application; tests may override this dependency."""
    client: AsyncSonicPay = request.app.state.sonicpay
    return client


Client = Annotated[AsyncSonicPay, Depends(sonicpay)]
app = FastAPI(title="Invoices", lifespan=lifespan)


@app.exception_handler(APIError)
async def failed(_request: Request, error: APIError) -> JSONResponse:
    """Tell callers what they can do about a failure, and nothing of the service behind."""
    headers: dict[str, str] = {}
    match error:
        case NotFoundError():
            status, detail = 404, "there is no such invoice"
        case RateLimitError():
            status, detail = 503, "the payment service is busy"
            headers["Retry-After"] = str(int(error.retry_after or 1))
        case APITimeoutError():
            status, detail = 504, "the payment service does not answer in time"
        case APIStatusError(status_code=code) if 400 <= code < 500 and code not in (401, 403):
            status, detail = 422, "the payment service refuses this request"
        case _:
            status, detail = 502, "the payment service fails"
    return JSONResponse({"detail": detail}, status, headers)


@app.get("/invoices/{invoice_id}")
async def get_invoice(invoice_id: str, client: Client) -> Invoice:
    """Read one invoice."""
    return await client.get_invoice(invoice_id)


@app.get("/unpaid")
async def list_unpaid(client: Client) -> list[Total]:
    """Group unpaid invoices by currency, with exact sums."""
    groups: dict[str, list[Invoice]] = defaultdict(list)
    async for invoice in client.iter_invoices(status="unpaid", per_page=100):
        groups[invoice.currency].append(invoice)
    return [
        Total(currency=name, amount=sum((one.amount for one in group), Decimal(0)), invoices=group)
        for name, group in sorted(groups.items())
    ]


class Change(BaseModel):
    """What may be changed."""

    description: str


@app.patch("/invoices/{invoice_id}")
async def update_invoice(invoice_id: str, change: Change, client: Client) -> Invoice:
    """Change the description of an invoice."""
    return await client.update_invoice(invoice_id, description=change.description)

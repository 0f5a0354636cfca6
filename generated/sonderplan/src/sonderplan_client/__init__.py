# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""List Sonderplan invoices, with every documented filter, page by page or one by one.

`Sonderplan` is the client, `AsyncSonderplan` the async client. Names are imported on first use.
"""

# Type checkers know this name; importing it from `typing` would take longer than all the rest.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._runtime.drift import (
        Drift,
    )
    from ._runtime.errors import (
        APIConnectionError,
        APIError,
        APIStatusError,
        APITimeoutError,
        AuthenticationError,
        BadRequestError,
        ConfigurationError,
        ConflictError,
        InternalServerError,
        NotFoundError,
        PermissionDeniedError,
        RateLimitError,
        ResponseDecodeError,
        UnprocessableEntityError,
    )
    from ._runtime.events import (
        CallEvent,
        FailureEvent,
        RequestEvent,
        ResponseEvent,
        RetryEvent,
    )
    from ._runtime.iterators import (
        AsyncItemIterator,
        ItemIterator,
    )
    from ._runtime.models import (
        UNSET,
        UnsetType,
        given,
    )
    from ._runtime.response import (
        Response,
    )
    from .async_client import (
        AsyncSonderplan,
    )
    from .async_raw import (
        AsyncSonderplanRaw,
    )
    from .client import (
        Sonderplan,
    )
    from .inputs import (
        ListInvoicesArguments,
    )
    from .models import (
        ContactPerson,
        Error,
        FilterOperator,
        Invoice,
        InvoiceClient,
        InvoiceCustomField,
        InvoiceGroup,
        InvoiceItem,
        InvoiceItemTax,
        InvoicePage,
        InvoiceProject,
        InvoiceStatus,
        InvoiceStatusId,
        PageMeta,
        Pagination,
    )
    from .raw import (
        SonderplanRaw,
    )

__version__ = "0.2.0"

__all__ = [
    "Sonderplan",
    "AsyncSonderplan",
    "APIConnectionError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncItemIterator",
    "AsyncSonderplanRaw",
    "AuthenticationError",
    "BadRequestError",
    "CallEvent",
    "ConfigurationError",
    "ConflictError",
    "ContactPerson",
    "Drift",
    "Error",
    "FailureEvent",
    "FilterOperator",
    "given",
    "InternalServerError",
    "Invoice",
    "InvoiceClient",
    "InvoiceCustomField",
    "InvoiceGroup",
    "InvoiceItem",
    "InvoiceItemTax",
    "InvoicePage",
    "InvoiceProject",
    "InvoiceStatus",
    "InvoiceStatusId",
    "ItemIterator",
    "ListInvoicesArguments",
    "NotFoundError",
    "PageMeta",
    "Pagination",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestEvent",
    "Response",
    "ResponseDecodeError",
    "ResponseEvent",
    "RetryEvent",
    "SonderplanRaw",
    "UnprocessableEntityError",
    "UNSET",
    "UnsetType",
]

if not TYPE_CHECKING:
    _MODULES = {
        "AsyncSonderplan": "async_client",
        "AsyncSonderplanRaw": "async_raw",
        "Sonderplan": "client",
        "SonderplanRaw": "raw",
        "ListInvoicesArguments": "inputs",
        "ContactPerson": "models",
        "Error": "models",
        "FilterOperator": "models",
        "Invoice": "models",
        "InvoiceClient": "models",
        "InvoiceCustomField": "models",
        "InvoiceGroup": "models",
        "InvoiceItem": "models",
        "InvoiceItemTax": "models",
        "InvoicePage": "models",
        "InvoiceProject": "models",
        "InvoiceStatus": "models",
        "InvoiceStatusId": "models",
        "PageMeta": "models",
        "Pagination": "models",
        "APIConnectionError": "_runtime.errors",
        "APIError": "_runtime.errors",
        "APIStatusError": "_runtime.errors",
        "APITimeoutError": "_runtime.errors",
        "AuthenticationError": "_runtime.errors",
        "BadRequestError": "_runtime.errors",
        "ConfigurationError": "_runtime.errors",
        "ConflictError": "_runtime.errors",
        "InternalServerError": "_runtime.errors",
        "NotFoundError": "_runtime.errors",
        "PermissionDeniedError": "_runtime.errors",
        "RateLimitError": "_runtime.errors",
        "ResponseDecodeError": "_runtime.errors",
        "UnprocessableEntityError": "_runtime.errors",
        "Drift": "_runtime.drift",
        "CallEvent": "_runtime.events",
        "FailureEvent": "_runtime.events",
        "RequestEvent": "_runtime.events",
        "ResponseEvent": "_runtime.events",
        "RetryEvent": "_runtime.events",
        "Response": "_runtime.response",
        "AsyncItemIterator": "_runtime.iterators",
        "ItemIterator": "_runtime.iterators",
        "UNSET": "_runtime.models",
        "UnsetType": "_runtime.models",
        "given": "_runtime.models",
    }

    def __getattr__(name):
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return [*__all__, "__version__"]

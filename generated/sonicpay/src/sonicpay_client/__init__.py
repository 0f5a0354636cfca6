# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""Create, read, update and list SonicPay invoices.

`SonicPay` is the client, `AsyncSonicPay` the async client. Names are imported on first use.
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
        AsyncSonicPay,
    )
    from .async_raw import (
        AsyncSonicPayRaw,
    )
    from .client import (
        SonicPay,
    )
    from .inputs import (
        CreateInvoiceArguments,
        GetInvoiceArguments,
        LineItemDict,
        ListInvoicesArguments,
        ShippingAddressDict,
        ShippingDict,
        UpdateInvoiceArguments,
    )
    from .models import (
        Error,
        Invoice,
        InvoicePage,
        InvoiceStatus,
        LineItem,
        PageMeta,
        Shipping,
        ShippingAddress,
    )
    from .raw import (
        SonicPayRaw,
    )

__version__ = "0.2.0"

__all__ = [
    "SonicPay",
    "AsyncSonicPay",
    "APIConnectionError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncItemIterator",
    "AsyncSonicPayRaw",
    "AuthenticationError",
    "BadRequestError",
    "CallEvent",
    "ConfigurationError",
    "ConflictError",
    "CreateInvoiceArguments",
    "Drift",
    "Error",
    "FailureEvent",
    "GetInvoiceArguments",
    "given",
    "InternalServerError",
    "Invoice",
    "InvoicePage",
    "InvoiceStatus",
    "ItemIterator",
    "LineItem",
    "LineItemDict",
    "ListInvoicesArguments",
    "NotFoundError",
    "PageMeta",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestEvent",
    "Response",
    "ResponseDecodeError",
    "ResponseEvent",
    "RetryEvent",
    "Shipping",
    "ShippingAddress",
    "ShippingAddressDict",
    "ShippingDict",
    "SonicPayRaw",
    "UnprocessableEntityError",
    "UNSET",
    "UnsetType",
    "UpdateInvoiceArguments",
]

if not TYPE_CHECKING:
    _MODULES = {
        "AsyncSonicPay": "async_client",
        "AsyncSonicPayRaw": "async_raw",
        "SonicPay": "client",
        "SonicPayRaw": "raw",
        "CreateInvoiceArguments": "inputs",
        "GetInvoiceArguments": "inputs",
        "LineItemDict": "inputs",
        "ListInvoicesArguments": "inputs",
        "ShippingAddressDict": "inputs",
        "ShippingDict": "inputs",
        "UpdateInvoiceArguments": "inputs",
        "Error": "models",
        "Invoice": "models",
        "InvoicePage": "models",
        "InvoiceStatus": "models",
        "LineItem": "models",
        "PageMeta": "models",
        "Shipping": "models",
        "ShippingAddress": "models",
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

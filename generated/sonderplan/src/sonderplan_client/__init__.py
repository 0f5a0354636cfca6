# Made by corrigenda from schemas/ and overlays/: change those, then run `nox -s regenerate`.
"""List Sonderplan invoices, with every documented filter, page by page or one by one.

`Sonderplan` is the client, `AsyncSonderplan` the async client. Names are imported on first use.
"""

# Type checkers know this name; importing it from `typing` would take longer than all the rest.
TYPE_CHECKING = False

if TYPE_CHECKING:
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
    from ._runtime.models import (
        UNSET,
        UnsetType,
    )
    from .async_client import (
        AsyncSonderplan,
    )
    from .client import (
        Sonderplan,
    )
    from .inputs import (
        ListInvoicesArguments,
    )
    from .models import (
        ContactPerson,
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

__version__ = "0.1.0"

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncSonderplan",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConflictError",
    "ContactPerson",
    "FilterOperator",
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
    "ListInvoicesArguments",
    "NotFoundError",
    "PageMeta",
    "Pagination",
    "PermissionDeniedError",
    "RateLimitError",
    "ResponseDecodeError",
    "Sonderplan",
    "UnprocessableEntityError",
    "UNSET",
    "UnsetType",
]

if not TYPE_CHECKING:
    _MODULES = {
        "AsyncSonderplan": "async_client",
        "Sonderplan": "client",
        "ListInvoicesArguments": "inputs",
        "ContactPerson": "models",
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
        "UNSET": "_runtime.models",
        "UnsetType": "_runtime.models",
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

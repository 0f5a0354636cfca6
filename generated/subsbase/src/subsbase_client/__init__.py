# Made by corrigenda from schemas/ and overlays/: change those, then run `corrigenda regenerate`.
"""List, read, create, pay and void SubsBase invoices over GraphQL.

`SubsBase` is the client, `AsyncSubsBase` the async client. Names are imported on first use.
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
    from ._runtime.graphql_errors import (
        GraphQLError,
        GraphQLErrorItem,
        GraphQLErrorLocation,
        OperationFailedError,
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
        AsyncSubsBase,
    )
    from .async_raw import (
        AsyncSubsBaseRaw,
    )
    from .client import (
        SubsBase,
    )
    from .inputs import (
        CreateInvoiceArguments,
        FilterGQLInputTypeDict,
        GetInvoiceArguments,
        InvoiceGQLInputTypeDict,
        ListInvoicesArguments,
        MarkInvoiceAsPaidArguments,
        PaginationGQLInputTypeDict,
        SortingGQLInputTypeDict,
        VoidInvoiceArguments,
    )
    from .models import (
        CreateInvoiceData,
        CreateInvoiceResult,
        FilterGQLInputType,
        FilterOperator,
        GetInvoiceData,
        Invoice,
        InvoiceGQLInputType,
        InvoicePage,
        ListInvoicesData,
        MarkInvoiceAsPaidData,
        MarkInvoiceAsPaidResult,
        Pagination,
        PaginationGQLInputType,
        SortingDirection,
        SortingGQLInputType,
        VoidInvoiceData,
        VoidInvoiceResult,
    )
    from .raw import (
        SubsBaseRaw,
    )

__version__ = "0.2.0"

__all__ = [
    "SubsBase",
    "AsyncSubsBase",
    "APIConnectionError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncItemIterator",
    "AsyncSubsBaseRaw",
    "AuthenticationError",
    "BadRequestError",
    "CallEvent",
    "ConfigurationError",
    "ConflictError",
    "CreateInvoiceArguments",
    "CreateInvoiceData",
    "CreateInvoiceResult",
    "Drift",
    "FailureEvent",
    "FilterGQLInputType",
    "FilterGQLInputTypeDict",
    "FilterOperator",
    "GetInvoiceArguments",
    "GetInvoiceData",
    "given",
    "GraphQLError",
    "GraphQLErrorItem",
    "GraphQLErrorLocation",
    "InternalServerError",
    "Invoice",
    "InvoiceGQLInputType",
    "InvoiceGQLInputTypeDict",
    "InvoicePage",
    "ItemIterator",
    "ListInvoicesArguments",
    "ListInvoicesData",
    "MarkInvoiceAsPaidArguments",
    "MarkInvoiceAsPaidData",
    "MarkInvoiceAsPaidResult",
    "NotFoundError",
    "OperationFailedError",
    "Pagination",
    "PaginationGQLInputType",
    "PaginationGQLInputTypeDict",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestEvent",
    "Response",
    "ResponseDecodeError",
    "ResponseEvent",
    "RetryEvent",
    "SortingDirection",
    "SortingGQLInputType",
    "SortingGQLInputTypeDict",
    "SubsBaseRaw",
    "UnprocessableEntityError",
    "UNSET",
    "UnsetType",
    "VoidInvoiceArguments",
    "VoidInvoiceData",
    "VoidInvoiceResult",
]

if not TYPE_CHECKING:
    _MODULES = {
        "AsyncSubsBase": "async_client",
        "AsyncSubsBaseRaw": "async_raw",
        "SubsBase": "client",
        "SubsBaseRaw": "raw",
        "CreateInvoiceArguments": "inputs",
        "FilterGQLInputTypeDict": "inputs",
        "GetInvoiceArguments": "inputs",
        "InvoiceGQLInputTypeDict": "inputs",
        "ListInvoicesArguments": "inputs",
        "MarkInvoiceAsPaidArguments": "inputs",
        "PaginationGQLInputTypeDict": "inputs",
        "SortingGQLInputTypeDict": "inputs",
        "VoidInvoiceArguments": "inputs",
        "CreateInvoiceData": "models",
        "CreateInvoiceResult": "models",
        "FilterGQLInputType": "models",
        "FilterOperator": "models",
        "GetInvoiceData": "models",
        "Invoice": "models",
        "InvoiceGQLInputType": "models",
        "InvoicePage": "models",
        "ListInvoicesData": "models",
        "MarkInvoiceAsPaidData": "models",
        "MarkInvoiceAsPaidResult": "models",
        "Pagination": "models",
        "PaginationGQLInputType": "models",
        "SortingDirection": "models",
        "SortingGQLInputType": "models",
        "VoidInvoiceData": "models",
        "VoidInvoiceResult": "models",
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
        "GraphQLError": "_runtime.graphql_errors",
        "GraphQLErrorItem": "_runtime.graphql_errors",
        "GraphQLErrorLocation": "_runtime.graphql_errors",
        "OperationFailedError": "_runtime.graphql_errors",
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

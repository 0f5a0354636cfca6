"""The names of classes that no schema may have, since packages have them already."""

CLASSES = frozenset(
    (
        *(
            "APIConnectionError",
            "APIError",
            "APIStatusError",
            "APITimeoutError",
            "Annotated",
            "Any",
        ),
        *("AsyncConnection", "AsyncItemIterator", "AsyncIterator", "AttributeError", "Awaitable"),
        *("AuthenticationError", "AwareDatetime", "Awaitable", "BadRequestError", "BaseException"),
        *("BinaryInput", "FileInput"),
        *("BooleanText", "Call", "CallEvent", "Callable", "CaselessEnum", "ClassVar"),
        *("ConfigurationError", "ConflictError", "Connection", "Credential", "Decimal"),
        *("DecimalText", "Drift", "FailureEvent", "Generic", "GraphQLError", "GraphQLErrorItem"),
        *(
            "GraphQLErrorLocation",
            "IntEnum",
            "InternalServerError",
            "ItemIterator",
            "Iterator",
            "Literal",
        ),
        *("Mapping", "Meta", "Model", "NoneType", "NotFoundError", "NotRequired", "OpenEnum"),
        *("OpenIntEnum", "OperationFailedError", "PageModel", "PermissionDeniedError"),
        *("RateLimitError", "RequestEvent", "Response", "ResponseDecodeError", "ResponseEvent"),
        *(
            "RetryEvent",
            "Self",
            "Sequence",
            "Service",
            "StrEnum",
            "Struct",
            "TYPE_CHECKING",
            "TracebackType",
        ),
        *("TypedDict", "UNSET", "UUID", "Union", "UnknownMember", "UnprocessableEntityError"),
        *("TypeAlias", "TypeAliasType", "UnsetType"),
    )
)
"""The names of classes that packages export, or that their modules use."""

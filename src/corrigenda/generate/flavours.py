"""The few words in which the sync and async clients differ; one template renders both."""

from typing import Any

FLAVOURS: dict[str, dict[str, Any]] = {
    "sync": {
        "word": "synchronous",
        "prefix": "",
        "is_async": False,
        "def": "def",
        "await": "",
        "iterator": "ItemIterator",
        "iterate": "iterate",
        "connection": "Connection",
        "raw_module": "raw",
        "http_client": "Client",
        "credential": "str",
        "callable_words": "a function",
        "shared": "threads",
        "close": "close",
        "enter": "__enter__",
        "exit": "__exit__",
    },
    "async": {
        "word": "asynchronous",
        "prefix": "Async",
        "is_async": True,
        "def": "async def",
        "await": "await ",
        "iterator": "AsyncItemIterator",
        "iterate": "iterate_async",
        "connection": "AsyncConnection",
        "raw_module": "async_raw",
        "http_client": "AsyncClient",
        "credential": "str | Awaitable[str]",
        "callable_words": "a function (plain or async)",
        "shared": "tasks of one event loop",
        "close": "aclose",
        "enter": "__aenter__",
        "exit": "__aexit__",
    },
}

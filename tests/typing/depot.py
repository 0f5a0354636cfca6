"""What type checkers must see of what a schema deprecates; checked by mypy and pyright, never run.

The package is that of `tests/pipeline/everything`, since no real service deprecates anything. The
lines with an ignore must be errors: an ignore that is not needed is an error, too.
"""

# mypy: enable-error-code="deprecated"

from typing import assert_type

from depot_client import AsyncDepot, AsyncItemIterator, Depot, ItemIterator, Order, OrderPage

client = Depot(token="t", site_id="s")
assert_type(client.list_pages(), OrderPage)
old = client.list_old_pages()  # type: ignore[deprecated]  # pyright: ignore[reportDeprecated]
assert_type(old, OrderPage)
found = client.iter_old_pages()  # type: ignore[deprecated]  # pyright: ignore[reportDeprecated]
assert_type(found, ItemIterator[Order, OrderPage])


async def asynchronous() -> None:
    async with AsyncDepot(token="t", site_id="s") as client:
        old = await client.list_old_pages()  # type: ignore[deprecated]  # pyright: ignore[reportDeprecated]
        assert_type(old, OrderPage)
        found = client.iter_old_pages()  # type: ignore[deprecated]  # pyright: ignore[reportDeprecated]
        assert_type(found, AsyncItemIterator[Order, OrderPage])

"""The base class of the structs that list methods return: what a page is besides its fields.

A page knows the arguments that request the page after it. The response did not contain them, so
they are not a field: they have a slot of their own, which equality, ``repr`` and encoding do not
see, and which copies and pickles keep. They are computed right after decoding, so that a page holds
plain data only, and neither a client nor a function.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Self, TypeAlias, cast

import msgspec
from msgspec import UNSET

from .errors import ResponseDecodeError
from .models import Model

__all__ = ["Doubt", "Listing", "Next", "PageModel", "set_next", "unfinished"]


class Listing(NamedTuple):
    """The list method that an error is about: its name, its HTTP method and its URL."""

    operation: str
    method: str
    url: str = ""


class Doubt(NamedTuple):
    """Why the arguments for the next page are unknown.

    Attributes:
        reason: what is missing.
        listing: the list method if its response is at fault, otherwise None.
    """

    reason: str
    listing: Listing | None = None


Next: TypeAlias = dict[str, Any] | Doubt | None
"""The arguments for the next page; None if there is none."""


class _Slot:
    __slots__ = ("__following__",)

    __following__: Next


class PageModel(Model, _Slot, kw_only=True):
    """Base class of the structs that list methods return.

    A generated page is iterable and has a length, those of its items. As with any container, an
    empty page is false.
    """

    @property
    def next_arguments(self) -> dict[str, Any] | None:
        """The arguments that request the next page; None if this one reports that it is the last.

        They are those of the call that returned this page, except for the page:
        ``client.list_invoices(**page.next_arguments)``. The values are the objects that the caller
        passed. Options of the call, such as extra headers, are not included.

        A page that does not report whether it is the last one may be followed by an empty one.
        Only the ``iter_`` methods compare pages, and notice a service that repeats them.

        Raises:
            ResponseDecodeError: the service reports a next page, but not how to request it.
            RuntimeError: no list method returned this page, or its call did not ask whether there
                is a next page.
        """
        found: Next = getattr(self, "__following__", _UNKNOWN)
        if not isinstance(found, Doubt):
            return found
        if found.listing:
            raise unfinished(found.listing, found.reason)
        raise RuntimeError(f"next_arguments: {found.reason}")

    def __copy__(self) -> Self:
        return self.__replace__()

    def __replace__(self, /, **changes: Any) -> Self:
        new = msgspec.structs.replace(self, **changes)
        if hasattr(self, "__following__"):
            new.__following__ = self.__following__
        return new

    def __reduce__(self) -> tuple[Any, ...]:
        make, arguments = cast("tuple[Any, Any]", super().__reduce__())
        if not hasattr(self, "__following__"):
            return make, arguments
        # The form in which ``pickle`` and ``copy.deepcopy`` expect the values of slots.
        return make, arguments, (None, {"__following__": self.__following__})


_UNKNOWN = Doubt("the page was not returned by a list method, so its arguments are unknown")


def set_next(page: object, arguments: Mapping[str, object] | Doubt | None) -> None:
    """Tell a page how to request the next one; arguments that are UNSET are left out."""
    if not isinstance(page, PageModel):
        return
    if isinstance(arguments, Mapping):
        arguments = {name: value for name, value in arguments.items() if value is not UNSET}
    page.__following__ = arguments


def unfinished(listing: Listing, reason: str) -> ResponseDecodeError:
    """Return the error for a list whose end cannot be reached."""
    message = f"{listing.operation}: {reason}"
    return ResponseDecodeError(message, **listing._asdict(), json_path="$")

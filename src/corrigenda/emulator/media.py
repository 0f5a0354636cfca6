"""Choose what an OpenAPI document says about a media type.

`application/json; charset=utf-8` and `application/vnd.api+json` are JSON, too, and a document may
give a range (`application/*`).
"""

from collections.abc import Collection, Mapping
from typing import TypeVar

_T = TypeVar("_T")


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON, or a range that contains it."""
    name = _name(media_type)
    kind, _, form = name.partition("/")
    return name in ("application/json", "text/json", "*/*", "application/*") or (
        kind == "application" and form.endswith("+json")
    )


def chosen(options: Mapping[str, _T], media_type: str) -> _T | None:
    """Return the option of a media type, or else that of plain JSON, or else the first one.

    Options are compared without parameters; a range is an option for all that it contains.
    """
    if len(options) < 2:
        return next(iter(options.values()), None)
    wanted = _name(media_type)
    by_name = {_name(each): option for each, option in options.items()}
    for name in (wanted, f"{wanted.partition('/')[0]}/*", "application/json"):
        if name in by_name:
            return by_name[name]
    return next(iter(by_name.values()))


def takes(declared: Collection[str], media_type: str) -> bool:
    """Whether one of the declared media types is this one, or a range with it.

    All forms of JSON are one, and a document that declares nothing takes everything.
    """
    name = _name(media_type)
    names = {name, f"{name.partition('/')[0]}/*", "*/*"}
    if is_json(media_type) and any(map(is_json, declared)):
        return True
    return not declared or not names.isdisjoint(map(_name, declared))


def _name(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def is_form(media_type: str) -> bool:
    """Whether a media type is that of a form, with its values in a query string."""
    return _name(media_type) == "application/x-www-form-urlencoded"

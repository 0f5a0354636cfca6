"""Find the operations that make or list objects away from the path where these have their home.

`POST /projects/{id}/sections` makes what `/sections/{id}` shows, and `GET /pets/findByStatus` lists
what `/pets/{id}` shows. An operation belongs to a home only if it is called like it and shows the
same objects; everything else is left to its examples.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from os.path import commonprefix
from typing import Any, Final

from .document import Described, Parameter
from .forms import body_wrapper_of, called, has, identity_in, listing_of, wrapper_of
from .names import plain
from .resources import Part, Resource, Role, shape
from .schemas import Schemas

Key = tuple[str, str]

_PARAMETERS: Final = re.compile(r"\{([^{}]+)\}")
_FINDS: Final = re.compile(r"/(find|search|list|query|filter)[^/{}]*")
_BELOW: Final = ("", "sub", "child")
_OWN: Final = Parameter("id", "path", True, {}, False, "simple")


@dataclass(frozen=True, slots=True)
class Homes:
    """The operations of a document, and those that are known to be parts of a resource."""

    schemas: Schemas
    operations: Iterable[Described]
    parts: Mapping[Key, Part]

    def found(self) -> dict[Key, Part]:
        """Return all parts: those known, those away from home, and collections without items."""
        made = self._made()
        homes = {part.resource.kind for part in made.values()}
        known = {key: _as_made(part, homes) for key, part in self.parts.items()}
        made = {key: _as_made(part, homes) for key, part in made.items()}
        whole = Homes(self.schemas, self.operations, {**known, **made})
        return {**whole._alone(), **known, **made, **whole._listed()}

    def _made(self) -> dict[Key, Part]:
        """Return the operations that make objects away from home."""
        return {
            (one.method, one.template): Part("create", home, shape(one.template))
            for one in self._free("POST")
            for home in self._homes(one)
            if self._shows(one, home) and self._gives(one, home)
        }

    def _listed(self) -> dict[Key, Part]:
        """Return the operations that list objects away from home, or those that a query finds."""
        made = {(part.place, part.resource.kind) for part in self.parts.values()}
        found: dict[Key, Part] = {}
        for one in self._free("GET"):
            place = shape(one.template)
            homes = [home for home in self._homes(one) if self._lists(one, home)]
            is_made = [home for home in homes if (place, home.kind) in made]
            named = [home for home in homes if home.made and self._names(home, one)]
            for home in [*named, *is_made]:
                found[one.method, one.template] = Part("list", home, place)
            for home in self._searched(one):
                found[one.method, one.template] = Part("list", home)
        return found

    def _alone(self) -> dict[Key, Part]:
        """Return the operations of collections that one can add to and list, but without items."""
        posts = {shape(one.template): one for one in self._free("POST")}
        found: dict[Key, Part] = {}
        for one in self._free("GET"):
            post = posts.get(shape(one.template))
            if post is None or post.content is None or self._searched(one):
                continue
            identity = identity_in(self.schemas, post.content.schema, _OWN, called(one.template))
            if identity is None or called(one.template) == "":
                continue
            schema = post.content.schema
            home = Resource(one.template, "id", identity, schema, made=True)
            if has(self.schemas, self.schemas.view(schema), identity) and self._lists(one, home):
                roles: tuple[tuple[Role, Described], ...] = (("create", post), ("list", one))
                found |= {(each.method, each.template): Part(role, home) for role, each in roles}
        return found

    def _free(self, method: str) -> Iterator[Described]:
        for one in self.operations:
            is_free = one.method == method and (method, one.template) not in self.parts
            if is_free and one.content is not None and not one.template.endswith("}"):
                yield one

    def _homes(self, described: Described) -> list[Resource]:
        """Return the resources that the last step of a path is called like, the nearest last."""
        one, names = called(described.template), _PARAMETERS.findall(described.template)
        found = {
            part.resource.kind: part.resource
            for part in self.parts.values()
            if part.role == "read"
            and one in [f"{start}{part.resource.one}" for start in _BELOW]
            and names[: part.resource.depth] == _PARAMETERS.findall(part.resource.kind)
        }
        path = shape(described.template)
        # The nearest comes last, so that it wins where each is taken in turn.
        return sorted(found.values(), key=lambda home: len(commonprefix([shape(home.kind), path])))

    def _searched(self, described: Described) -> list[Resource]:
        """Return the resource that an operation like `/pets/findByStatus` finds objects of."""
        above, _, last = described.template.rpartition("/")
        if not _FINDS.fullmatch(f"/{last}"):
            return []
        homes = {
            part.resource.kind: part.resource
            for part in self.parts.values()
            if shape(part.resource.kind) == shape(above) and part.resource.made
        }
        return [home for home in homes.values() if self._lists(described, home)]

    def _shows(self, described: Described, home: Resource) -> bool:
        """Whether the response is an object of the same kind."""
        schema: Any = described.schema
        wrapper = wrapper_of(self.schemas, schema, home.identity, home.one)
        if wrapper is None:
            return False
        inner = self.schemas.view(schema)["properties"].get(wrapper, schema)
        own, shown = self.schemas.view(home.schema), self.schemas.view(inner)
        return bool(own["properties"]) and own["properties"].keys() == shown["properties"].keys()

    def _gives(self, described: Described, home: Resource) -> bool:
        """Whether the body has members of the object, and does not only name one."""
        if described.body is None:
            return False
        own, schema = self.schemas.view(home.schema), described.body.schema
        wrapper = body_wrapper_of(self.schemas, schema, own, home.one)
        view = self.schemas.view(schema)
        given = self.schemas.view(view["properties"].get(wrapper, schema))["properties"]
        return bool(own["properties"].keys() & given.keys())

    def _lists(self, described: Described, home: Resource) -> bool:
        listing = listing_of(self.schemas, described, home.identity)
        return listing is not None and has(
            self.schemas, self.schemas.view(listing.item), home.identity
        )

    def _names(self, home: Resource, described: Described) -> bool:
        """Whether an object says to what it belongs: `/teams/{team_id}/projects`, say."""
        names = _PARAMETERS.findall(described.template)[home.depth :]
        own = self.schemas.view(home.schema)["properties"]
        return bool(names) and all(owner_in(own, name) is not None for name in names)


def owner_in(properties: Mapping[str, Any], parameter: str) -> str | None:
    """Return the property that says to what an object belongs: `team_id`, or `team`."""
    by_name = {plain(name): name for name in properties}
    given = plain(parameter)
    ends = ("id", "uuid", "gid", "sid", "slug", "number", "key")
    starts = [given.removesuffix(end) for end in ends if given.endswith(end) and given != end]
    return next((by_name[one] for one in (given, *starts) if one in by_name), None)


def _as_made(part: Part, kinds: set[str]) -> Part:
    """Say that objects of a kind can be made, if some operation makes them."""
    if part.resource.kind not in kinds:
        return part
    return replace(part, resource=replace(part.resource, made=True, put_makes=False))

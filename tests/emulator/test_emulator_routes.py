"""Which route serves a path: literal before parameter, mixed steps, decoding, and refusals."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.emulator.provider import Asked, RefusedError, Reply, Route
from corrigenda.emulator.routes import compile_routes
from corrigenda.emulator.store import Shelf


def _behave(_asked: Asked, _shelf: Shelf) -> Reply:
    return Reply(200, None)


def served(*templates: str, method: str = "GET") -> dict[str, Route]:
    return {one: Route(method, one, one, _behave) for one in templates}


TEMPLATES = (
    "/",
    "/users",
    "/users/",
    "/users/me",
    "/users/{id}",
    "/users/{id}/keys",
    "/users/me/keys/{key}",
    "/files/{name}.json",
    "/files/{name}",
    "/files/{name}.tar.{end}",
    "/compare/{base}...{head}",
    "/{any}/{id}/deep/er",
    "/über/{x}",
)


@pytest.mark.parametrize(
    ("path", "template", "values"),
    [
        ("/", "/", {}),
        ("", "/", {}),  # a base URL without a path of its own
        ("/users", "/users", {}),
        ("/users/", "/users/", {}),
        ("/users/me", "/users/me", {}),
        ("/users/7", "/users/{id}", {"id": "7"}),
        ("/users/%6De", "/users/me", {}),
        ("/users/a%2Fb", "/users/{id}", {"id": "a/b"}),
        ("/users/a%20b/keys", "/users/{id}/keys", {"id": "a b"}),
        ("/users/me/keys", "/users/{id}/keys", {"id": "me"}),
        ("/users/me/keys/1", "/users/me/keys/{key}", {"key": "1"}),
        ("/users/me/deep/er", "/{any}/{id}/deep/er", {"any": "users", "id": "me"}),
        ("/files/a.json", "/files/{name}.json", {"name": "a"}),
        ("/files/a.b.json", "/files/{name}.json", {"name": "a.b"}),
        ("/files/.json", "/files/{name}", {"name": ".json"}),
        ("/files/a.tar.gz", "/files/{name}.tar.{end}", {"name": "a", "end": "gz"}),
        ("/files/a%2Ejson", "/files/{name}.json", {"name": "a"}),
        ("/compare/v1...v2", "/compare/{base}...{head}", {"base": "v1", "head": "v2"}),
        ("/%C3%BCber/1", "/über/{x}", {"x": "1"}),
    ],
)
def test_the_nearest_template_serves(path: str, template: str, values: dict[str, str]) -> None:
    for order in (TEMPLATES, TEMPLATES[::-1]):
        route, found = compile_routes(served(*order).values()).match("GET", path)
        assert (route.template, found) == (template, values)


@pytest.mark.parametrize("path", ["/nothing", "/users/7/", "//", "/users//keys", "/compare/v1..v2"])
def test_nothing_is_served_elsewhere(path: str) -> None:
    with pytest.raises(RefusedError, match="nothing is served at") as refused:
        compile_routes(served(*TEMPLATES).values()).match("GET", path)
    assert refused.value.status == 404


def test_a_wrong_method_names_the_others() -> None:
    routes = [
        Route("GET", "/users/me", "one", _behave),
        Route("PUT", "/users/{id}", "two", _behave),
        Route("DELETE", "/users/{name}", "three", _behave),
    ]
    compiled = compile_routes(routes)
    with pytest.raises(RefusedError) as refused:
        compiled.match("POST", "/users/me")
    assert (refused.value.status, refused.value.headers) == (405, {"Allow": "DELETE, GET, PUT"})
    # A method that the literal path lacks is that of the parameter, under its own name.
    assert compiled.match("PUT", "/users/me") == (routes[1], {"id": "me"})
    assert compiled.match("DELETE", "/users/me") == (routes[2], {"name": "me"})


def test_the_first_of_equal_routes_serves() -> None:
    first, second = (Route("GET", f"/a/{{{name}}}", name, _behave) for name in "xy")
    assert compile_routes([first, second]).match("GET", "/a/1") == (first, {"x": "1"})


@given(st.lists(st.text(min_size=1).filter(lambda text: text != "me"), min_size=2, max_size=2))
def test_any_text_comes_back_from_a_path(texts: list[str]) -> None:
    path = "/".join(["", "users", *(quote(text, safe="") for text in texts)])
    route = Route("GET", "/users/{a}/{b}", "x", _behave)
    found = compile_routes([route]).match("GET", path)[1]
    assert found == dict(zip("ab", texts, strict=True))


def test_a_method_that_the_literal_path_lacks_is_served_by_a_parameter() -> None:
    routes = compile_routes(
        [
            *served("/users/{id}").values(),
            *served("/users/me", method="POST").values(),
        ]
    )
    route, values = routes.match("GET", "/users/me")
    assert (route.template, values) == ("/users/{id}", {"id": "me"})
    assert routes.match("POST", "/users/me")[0].template == "/users/me"

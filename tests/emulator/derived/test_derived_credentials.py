"""The credentials of a derived service, wherever and however its document describes them."""

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from corrigenda.emulator import Emulator

Json = Any
KEY = {"type": "apiKey", "in": "query", "name": "key"}
SCHEMES: dict[str, Json] = {
    "key": {"$ref": "#/components/securitySchemes/other"},
    "other": {"$ref": "#/components/securitySchemes/last"},
    "last": KEY,
    "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "SESSION"},
    "vague": {"type": "http"},
    "nameless": {"type": "apiKey", "in": "body"},
}


def document(schemes: dict[str, Json], security: list[Json] | None) -> dict[str, Json]:
    get = {"responses": {"200": {"content": {"application/json": {"example": {"fine": True}}}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Keys", "version": "1"},
        "paths": {"/it": {"get": get if security is None else {**get, "security": security}}},
        "components": {"securitySchemes": schemes},
    }


class Asked:
    """One request to a service with some schemes: its status, and what is shown of it."""

    def __init__(
        self,
        folder: Path,
        security: list[Json] | None,
        query: str = "",
        headers: list[tuple[str, str]] | None = None,
        schemes: dict[str, Json] = SCHEMES,
    ) -> None:
        file = folder / "keys.json"
        file.write_text(json.dumps(document(schemes, security)))
        with Emulator(data=file) as emulator:
            with httpx2.Client(transport=emulator.transport("keys")) as client:
                response = client.get(f"{emulator.url('keys')}/it{query}", headers=headers or [])
            (arrived,) = emulator.requests()
            self.status, self.shown, self.tenant = (
                response.status_code,
                repr(arrived),
                arrived.tenant,
            )


def test_a_scheme_that_refers_to_another_wants_its_credential(tmp_path: Path) -> None:
    assert Asked(tmp_path, [{"key": []}]).status == 401
    assert Asked(tmp_path, [{"key": []}], "?key=invalid-1").status == 401
    asked = Asked(tmp_path, [{"key": []}], "?key=hush")
    assert asked.status == 200
    assert "hush" not in asked.shown


def test_a_query_parameter_with_a_credential_by_reference_is_known(tmp_path: Path) -> None:
    schemes = {"key": {"$ref": "#/x-schemes/key"}}
    file = tmp_path / "keys.json"
    file.write_text(json.dumps({**document(schemes, None), "x-schemes": {"key": KEY}}))
    with Emulator(data=file) as emulator:
        with httpx2.Client(transport=emulator.transport("keys")) as client:
            response = client.get(f"{emulator.url('keys')}/it?key=hush")
        (arrived,) = emulator.requests()
    assert response.status_code == 200
    assert "hush" not in repr(arrived)


@pytest.mark.parametrize("name", ["vague", "nameless"])
def test_a_scheme_that_does_not_say_what_it_is_wants_a_token(tmp_path: Path, name: str) -> None:
    assert Asked(tmp_path, [{name: []}]).status == 401
    assert Asked(tmp_path, [{name: []}], headers=[("Authorization", "Bearer a")]).status == 200


def test_a_scheme_that_leads_nowhere_says_nothing(tmp_path: Path) -> None:
    schemes = {"a": {"$ref": "#/nowhere"}, "b": {"$ref": "#/components/securitySchemes/b"}}
    assert Asked(tmp_path, [{"a": []}], schemes=schemes).status == 200
    assert Asked(tmp_path, [{"b": []}], schemes=schemes).status == 200


def test_a_credential_is_hidden_where_no_operation_wants_it(tmp_path: Path) -> None:
    headers = [("X-Key", "hush"), ("Cookie", "SESSION=quiet")]
    asked = Asked(tmp_path, None, "?key=still", headers)
    assert asked.status == 200
    assert not [word for word in ("hush", "quiet", "still") if word in asked.shown]


@pytest.mark.parametrize("security", [[{}, {"header": []}], [{"header": []}, {}]])
def test_a_credential_that_is_not_needed_counts(tmp_path: Path, security: list[Json]) -> None:
    def sent(key: str) -> Asked:
        return Asked(tmp_path, security, headers=[("X-Key", key)])

    assert Asked(tmp_path, security).status == 200
    assert [sent(key).status for key in ("a", "invalid-a", "noscope-a")] == [200, 401, 403]
    assert len({sent("a").tenant, sent("b").tenant, Asked(tmp_path, security).tenant}) == 3


@pytest.mark.parametrize(
    ("cookies", "status"),
    [
        (["SESSION=k"], 200),
        (["path=1; SESSION=k"], 200),
        (['x={"q":1}; SESSION=k'], 200),
        (["x; ;=; SESSION = k=="], 200),
        (['SESSION="k"'], 200),
        (["SESSION=k; SESSION=invalid-k"], 200),  # the first one is that of the nearest path
        (["a=b", "SESSION=k"], 200),
        (["SESSION=invalid-k; path=1"], 401),
        (["session=k"], 401),
        (["SESSION=; a=b"], 401),
        (["xSESSION=k"], 401),
    ],
)
def test_a_cookie_is_found_among_any_others(
    tmp_path: Path, cookies: list[str], status: int
) -> None:
    headers = [("Cookie", one) for one in cookies]
    assert Asked(tmp_path, [{"cookie": []}], headers=headers).status == status

"""The extensions of other vendors pass; one of ours with a slip of the pen is a problem."""

from typing import Any

import pytest

from corrigenda.openapi.extensions import EXTENSIONS, extension_findings

VENDORS = (
    *("x-stoplight", "x-ms-enum", "x-amazon-apigateway-integration", "x-page", "x-enumNames"),
    *("x-enum-names", "x-enum-descriptions", "x-speakeasy-retries", "x-code-samples", "x-internal"),
    *("x-github", "x-expansionResources", "x-logo", "x-tagGroups", "x-group", "x-ratelimit"),
)
SLIPS = ("x-aliass", "x-alias", "x-Aliases", "x-pagin", "x-know-values", "x-retr")


def findings(member: str, value: Any = True) -> list[str]:
    root = {
        "paths": {"/orders": {"get": {"responses": {}}}},
        "components": {"schemas": {"Order": {"type": "object", member: value}}},
    }
    return [f"{'.'.join(map(str, at))}: {said}" for at, said, _fix in extension_findings(root)]


@pytest.mark.parametrize("name", VENDORS)
def test_another_vendors_extension_passes(name: str) -> None:
    assert findings(name, {"x-aliases": 3}) == []


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_of_the_pen_does_not(name: str) -> None:
    (found,) = findings(name)
    assert found.startswith(f"components.schemas.Order.{name}: unknown extension `{name}`")
    assert found.rpartition("`")[0].rpartition("`")[2] in EXTENSIONS


def test_names_of_headers_and_data_are_no_extensions() -> None:
    root = {
        "paths": {
            "/orders": {
                "get": {
                    "responses": {"200": {"headers": {"x-aliass": {}, "x-retry": {}}}},
                    "requestBody": {"example": {"x-retry": 3}, "examples": {"x-retry": {}}},
                }
            }
        },
        "components": {"schemas": {"Order": {"properties": {"x-retry": {"enum": ["x-retry"]}}}}},
    }
    assert list(extension_findings(root)) == []


def test_one_of_ours_is_found_below_a_property_called_examples() -> None:
    found = findings("properties", {"examples": {"type": "array", "items": {"x-retry": 3}}})
    assert [one.partition(":")[0] for one in found] == [
        "components.schemas.Order.properties.examples.items.x-retry"
    ]

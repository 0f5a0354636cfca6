"""Hostile text in parameters and servers stays text, or is refused by name."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corrigenda.build import regenerate
from corrigenda.problems import ProblemsError
from tests.pipeline.test_hostile import ATTACKS, quoted


def schema_with(text: str, name: str) -> dict[str, Any]:
    """A schema with a text in every position of parameters and servers that takes any text."""
    said = {"description": text}
    plain = {"type": "string"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [
            {
                "url": "https://{a}.acme.example/{b}",
                "x-name": text,
                "variables": {
                    "a": {"default": "eu", **said},
                    "b": {"default": "v1", "enum": ["v1", name], **said},
                },
                **said,
            },
            {"url": "https://acme.example", "description": f"{text}2", "x-name": f"{text}2"},
        ],
        "paths": {
            "/orders/{id}": {
                "get": {
                    "operationId": "get_order",
                    "servers": [{"url": "https://files.acme.example", **said}],
                    "parameters": [
                        {"name": "id", "in": "path", "required": True, "schema": plain, **said},
                        {
                            "name": name,
                            "in": "query",
                            "style": "deepObject",
                            "schema": {"type": "object", "properties": {"n": plain}, **said},
                            **said,
                        },
                        {
                            "name": f"{name}2",
                            "in": "query",
                            "style": "pipeDelimited",
                            "schema": {"type": "array", "items": plain},
                        },
                        {
                            "name": "X-A",
                            "in": "header",
                            "schema": {"type": "string", "enum": ["a", text]},
                            **said,
                        },
                        {"name": "c", "in": "cookie", "schema": {**plain, "default": text}, **said},
                    ],
                    "responses": {"204": said},
                }
            }
        },
    }


PROVIDER = """
name = "Acme"
summary = "Orders."
version = "1.0.0"
[pages.orders]
title = "Orders"
address = "https://docs.acme.example/orders"
lines = 40
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"""


def written(folder: Path, schema: dict[str, Any]) -> Path:
    acme = folder / "schemas/acme"
    acme.mkdir(parents=True)
    (acme / "openapi.yaml").write_text(quoted(schema), encoding="utf-8")
    (acme / "provider.toml").write_text(PROVIDER)
    regenerate(folder / "schemas", folder / "overlays", folder / "generated", strict=False)
    return folder / "generated/acme"


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_parameters_stay_text(attack: str, tmp_path: Path) -> None:
    text = ATTACKS[attack]
    # A path without backslashes, controls and segments of dots can be a choice for a path.
    name = "".join(letter for letter in text if letter.isprintable() and letter != "\\")
    package = written(tmp_path, schema_with(text, name))
    for path in (package / "src").rglob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"))
    code = (
        "import acme_client as c; [getattr(c, name) for name in c.__all__]; import json;"
        "from acme_client import _operations, inputs;"
        "call = _operations.get_order('i', **{name: value for name, value in zip("
        "_operations.get_order.__kwdefaults__, ({'n': 'v'}, ['a', 'b'], 'h', 'k'))});"
        "print(json.dumps([call.encoded_query, call.headers, call.base_url,"
        " list(_operations.SERVICE.variables.values())[0][1].choices[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=package / "src",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    query, headers, base_url, choice = json.loads(done.stdout)
    assert query.count("&") == 1
    assert query.endswith("=a%7Cb")
    assert headers == {"X-A": "h", "Cookie": "c=k"}
    assert (base_url, choice) == ("https://files.acme.example", name)
    assert list(tmp_path.rglob("pwned")) == []


HOSTILE = ["x @evil.example", "x/../\\", 'x"""', "é<b>", "a|b`c`"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://{}.acme.example", "the URL of the server"),
        ("https://acme.example/{}", "the URL of the server"),
        ("https://{{{}}}.acme.example", "has no plain name"),
    ],
)
def test_a_hostile_url_is_refused(url: str, said: str, text: str, tmp_path: Path) -> None:
    server = {"url": url.format(text), "variables": {text: {"default": "eu"}}}
    with pytest.raises(ProblemsError) as raised:
        written(tmp_path, {**schema_with("a", "b"), "servers": [server]})
    assert said in raised.value.problems[0].message


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_variable_is_refused(text: str, tmp_path: Path) -> None:
    for variable in ({"default": text}, {"default": "eu", "enum": ["eu", text]}):
        server = {"url": "https://{a}.acme.example", "variables": {"a": variable}}
        with pytest.raises(ProblemsError, match=r"the variable `a` of the server cannot be"):
            written(tmp_path / str(len(variable)), {**schema_with("a", "b"), "servers": [server]})

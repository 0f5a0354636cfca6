"""Whatever a schema calls things, each value reaches the service under its own name, and back."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corrigenda.build import regenerate

BASE = Path(__file__).parent / "base"
TEXT = {"type": "string"}
EMOJI = "\N{GRINNING FACE}"
LONG = "x" * 300
WIRES = ["fooBar", "foo_bar", "FooBar", "class", "class_", "to_json", EMOJI, LONG, "-id", "$ref"]
VALUES = ["txt", "TXT", "+1", "-1", "<", "", EMOJI]
TAKEN = ["Response", "Call", "Any", "Decimal", "None", "True", "Model", "UNSET", "Acme", "Meta"]
PLAIN = ["Client", "Date", "Class", "Foo.Bar", "foo_bar", "FooBar", "error", "Error"]


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def answered(schema: dict[str, Any]) -> dict[str, Any]:
    return {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}


def parameter(place: str, name: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": schema or TEXT}


def document() -> dict[str, Any]:
    wild = dict.fromkeys(WIRES, TEXT)
    wild["day"] = wild["date"] = {"type": "string", "format": "date"}
    wild["kind"] = reference("Kind")
    wild["other"] = {"type": "string", "x-aliases": [f"{EMOJI}{EMOJI}"]}
    schemas: dict[str, Any] = {
        name: {"type": "object", "properties": {"name": TEXT}} for name in (*TAKEN, *PLAIN)
    }
    schemas["Kind"] = {"type": "string", "enum": VALUES}
    schemas["Wild"] = {"type": "object", "properties": wild}
    schemas["Inner"] = {"type": "object", "properties": {"Kind": reference("Kind")}}
    inner = {"Kind": reference("Kind"), "inner": reference("Inner")}
    schemas["Body"] = {
        "type": "object",
        "properties": {"id": TEXT, "Id": TEXT, "self": TEXT, **inner},
    }
    paths: dict[str, Any] = {
        f"/{name}": {"get": {"operationId": f"get_{name}", "responses": answered(reference(name))}}
        for name in (*TAKEN, *PLAIN)
    }
    paths["/wild/{id}/{thing-id}"] = {
        "put": {
            "operationId": "close",
            "parameters": [
                *(parameter("query", name) for name in ("id", "thing_id", "from", "type")),
                *(parameter("path", name) for name in ("id", "thing-id")),
            ],
            "requestBody": {"content": {"application/json": {"schema": reference("Body")}}},
            "responses": answered(reference("Wild")),
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "servers": [{"url": "https://api.acme.example"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


SCRIPT = """
import json, sys
import httpx2
import acme_client as c
from acme_client import models

sent, given = [], json.loads(sys.argv[1])

def answer(request):
    sent.append([request.url.raw_path.decode(), json.loads(request.content or "null")])
    return httpx2.Response(200, json=given)

client = c.Acme(http_client=httpx2.Client(transport=httpx2.MockTransport(answer)), strict=True)
wild = client.close_(
    "a", "b", id_query="c", thing_id_query="d", from_="e", type="f",
    id_body="g", id_body_2="h", self_="i", kind="txt", inner={"Kind": "TXT"},
)
names = dict(zip(models.Wild.__struct_encode_fields__, models.Wild.__struct_fields__))
lenient = c.Acme(http_client=httpx2.Client(transport=httpx2.MockTransport(
    lambda request: httpx2.Response(200, content='{"\\U0001f600\\U0001f600": "y"}'.encode()))))
print(json.dumps({
    "sent": sent[0],
    "back": json.loads(wild.to_json()) == given,
    "names": names,
    "values": {wire: getattr(wild, name) for wire, name in names.items() if name[:3] != "day"},
    "members": {one.value: one.name for one in models.Kind},
    "kind": wild.kind.name,
    "other": lenient.close_("a", "b").other,
    "classes": sorted(set(c.__all__) & set(dir(models))),
    "docs": [models.ResponseModel.__doc__, models.FooBar3.__doc__, models.Error2.__doc__],
}, default=str))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("sent")
    acme = folder / "schemas/acme"
    acme.mkdir(parents=True)
    text = json.dumps(document(), ensure_ascii=False)
    (acme / "openapi.yaml").write_text(text, encoding="utf-8")
    (acme / "provider.toml").write_text((BASE / "schemas/acme/provider.toml").read_text())
    regenerate(folder / "schemas", folder / "overlays", folder / "generated", strict=True)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, json.dumps(ANSWER)],
        cwd=folder / "generated/acme/src",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


ANSWER = {name: f"value of {name}" for name in WIRES}
ANSWER |= {"day": "2022-05-30", "date": "2022-05-31", "kind": "TXT", "other": "o"}


def test_arguments_reach_the_service_under_their_own_names(found: dict[str, Any]) -> None:
    path, body = found["sent"]
    assert path == "/wild/a/b?id=c&thing_id=d&from=e&type=f"
    assert body == {"id": "g", "Id": "h", "self": "i", "Kind": "txt", "inner": {"Kind": "TXT"}}


def test_values_come_back_under_their_own_names(found: dict[str, Any]) -> None:
    assert found["back"] is True
    assert found["values"] == {name: ANSWER[name] for name in found["values"]}
    assert found["names"] == {
        **{"fooBar": "foo_bar_2", "foo_bar": "foo_bar", "FooBar": "foo_bar_3"},
        **{"class": "class_2", "class_": "class_", "to_json": "to_json_", EMOJI: "u1f600"},
        **{LONG: f"{'x' * 71}_0d4e2ca9", "-id": "minus_id", "$ref": "ref", "date": "date"},
        **{"day": "day", "kind": "kind", "other": "other"},
    }
    assert found["other"] == "y"


def test_members_that_differ_only_by_case(found: dict[str, Any]) -> None:
    names = ["TXT_2", "TXT", "PLUS_1", "MINUS_1", "LESS", "EMPTY", "U1F600"]
    assert found["members"] == dict(zip(VALUES, names, strict=True))
    assert found["kind"] == "TXT"


def test_classes_are_renamed_and_not_refused(found: dict[str, Any]) -> None:
    renamed = {f"{name}Model" for name in TAKEN}
    plain = {"Client", "Date", "Class", "FooBar", "FooBar2", "FooBar3", "Error", "Error2"}
    assert {*found["classes"]} >= {*renamed, *plain, "Wild", "Kind"}
    said = [f"The schema calls it `{name}`." for name in ("Response", "foo_bar", "error")]
    assert [text.strip() for text in found["docs"]] == said

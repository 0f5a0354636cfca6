"""Names of GraphQL that Python, or a package, has for something else, and names that become one."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corrigenda.build import regenerate

BASE = Path(__file__).parent / "base-graphql"

SDL = """
type Query {
  none(id: ID!, Id: ID, filter: Response): None
  all: [Found!]!
  service(kind: kind, Kind: Kind): Service
  page: call
}
type None { id: ID!  Id: ID  _: String  call: Call  date: Day  other_day: Day  class: Int }
type True { ok: Boolean! }
type Model { id: ID! }
union Found = None | True | Model
type Service { kind: kind  Kind: Kind }
type Call { x: Int }
type call { y: Int }
enum kind { txt TXT }
enum Kind { big _1 class Class }
input Response { a: Int  A: Int  None: None_  date: Day  list: [Int] }
input None_ { self: Int }
scalar Day
"""

OPERATIONS = """
query getNone($id: ID!, $Id: ID, $in: Response) {
  none(id: $id, Id: $Id, filter: $in) { id Id _ call { x } date other_day class }
}
query GetNone($id: ID!) { none(id: $id) { id } }
query close { all { ... on None { id } ... on True { ok } ... on Model { id } } }
query service($a: kind, $b: Kind) { service(kind: $a, Kind: $b) { kind Kind } }
query iter_all { page { y } }
"""

PROVIDER = """
name = "Acme"
summary = "Orders."
version = "1.0.0"
[service]
url = "https://api.acme.example/graphql"
[credentials.token]
header = "Authorization"
[scalars]
Day = "date"
[pages.orders]
title = "Orders"
address = "https://docs.acme.example/orders"
lines = 40
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"""

SCRIPT = """
import json, sys
from datetime import date
import httpx2
import acme_client as c

sent = []
answers = json.loads(sys.argv[1])

def answer(request):
    sent.append(json.loads(request.content)["variables"])
    return httpx2.Response(200, json={"data": answers.pop(0)})

client = c.Acme(token="t", http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))
given = c.ResponseModel(
    a=1, a_2=2, none=c.NoneModel2(self=3), date=date(2020, 1, 2), list_=[1],
)
none = client.get_none(id="1", id_2="2", filter=given)
print(json.dumps([
    type(none).__name__, none.id, none.id_2, none.underscore, none.call.x, str(none.date),
    none.class_,
]))
print(type(client.get_none_2("1")).__name__)
print(json.dumps([type(one).__name__ for one in client.close_()]))
service = client.service(kind=c.Kind2.TXT, kind_2=c.Kind.CLASS)
print(json.dumps([service.kind.name, service.kind_2.name, type(service).__name__]))
print(type(client.iter_all_()).__name__)
print(json.dumps(sent))
"""

NONE = {"id": "1", "Id": "2", "_": "u", "call": {"x": 3}, "date": "2020-01-02"}
ANSWERS: list[dict[str, Any]] = [
    {"none": {**NONE, "other_day": None, "class": 5}},
    {"none": {"id": "1"}},
    {
        "all": [
            {"__typename": "None", "id": "1"},
            {"__typename": "True", "ok": True},
            {"__typename": "Model", "id": "2"},
        ]
    },
    {"service": {"kind": "txt", "Kind": "Class"}},
    {"page": {"y": 1}},
]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    acme = folder / "schemas/acme"
    shutil.copytree(BASE / "schemas/acme", acme)
    shutil.rmtree(acme / "samples")
    shutil.rmtree(acme / "operations")
    (acme / "operations").mkdir()
    (acme / "operations/all.graphql").write_text(OPERATIONS)
    (acme / "schema.graphql").write_text(SDL)
    (acme / "provider.toml").write_text(PROVIDER)
    regenerate(folder / "schemas", folder / "overlays", folder / "generated")
    return folder / "generated/acme/src"


def test_every_name_reaches_the_service_as_the_schema_has_it(source: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, json.dumps(ANSWERS)],
        cwd=source,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    none, plain, found, service, page, sent = done.stdout.splitlines()
    assert json.loads(none) == ["NoneModel", "1", "2", "u", 3, "2020-01-02", 5]
    assert plain == "NoneModel"
    assert json.loads(found) == [f"CloseAll{name}Model" for name in ("None", "True", "Model")]
    assert json.loads(service) == ["TXT_2", "CLASS_2", "ServiceModel"]
    assert page == "CallModel2"
    given = {"a": 1, "A": 2, "None": {"self": 3}, "date": "2020-01-02", "list": [1]}
    first, *others = json.loads(sent)
    assert first == {"id": "1", "Id": "2", "in": given}
    assert others == [{"id": "1"}, {}, {"a": "TXT", "b": "class"}, {}]


def test_what_nobody_can_guess_is_told(source: Path) -> None:
    models = (source / "acme_client/models.py").read_text(encoding="utf-8")
    assert "The schema calls it `None`." in models
    assert '    TXT_2 = "txt"\n    """Sent as `txt`."""\n' in models
    assert "Sent as `Id`." in models
    client = (source / "acme_client/client.py").read_text(encoding="utf-8")
    assert "            id_2: Sent as `Id`." in client

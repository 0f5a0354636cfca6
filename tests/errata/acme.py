"""Two small providers whose documentation is wrong, and ways to make corrections wrong, too."""

from pathlib import Path

PROVIDER = """
name = "Acme"
summary = "Orders."
version = "1.0.0"
{more}
[pages.orders]
title = "Orders"
address = "https://docs.acme.example/orders"
lines = 40
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"""

OPENAPI = """
openapi: 3.1.0
info: {title: Acme, version: "1"}
servers: [{url: https://api.acme.example}]
security: [{key: []}]
paths:
  /v1/orders/{id}:
    get:
      operationId: get_order
      summary: Read an order
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        200:
          description: The order.
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
components:
  securitySchemes:
    key: {type: http, scheme: bearer}
  schemas:
    Order:
      type: object
      required: [id]
      properties: {id: {type: string, description: Its id.}, total: {type: integer}}
"""

OVERLAY = """
overlay: 1.1.0
info: {title: Acme, version: 1.0.0}
x-corrections:
  AC-1:
    title: Orders have no version
    because: The second sample has no version in its path.
    evidence: [{page: orders, lines: "3", says: /v1/orders},
      {page: orders, lines: "10", says: /orders, believed: true}]
    confidence: likely
  AC-2:
    because: The answer has a fraction.
    evidence: [{page: orders, lines: "12", says: "1.50", believed: true}]
    confidence: certain
  # more corrections
x-open-questions:
  AC-9: {title: Is there a way to delete an order?,
    question: Can an order be deleted?,
    evidence: [{page: orders, lines: "1", says: deleting is promised}],
    believed: It cannot.}
actions:
  - {target: $.paths, x-correction: AC-1, update: {'/orders/{id}': {}}}
  - {target: "$.paths['/orders/{id}']", x-correction: AC-1, copy: "$.paths['/v1/orders/{id}']"}
  - {target: "$.paths['/v1/orders/{id}']", x-correction: AC-1, remove: true}
  - target: $.components.schemas.Order.properties.total
    x-correction: AC-2
    update: {type: number, format: decimal}
  # more actions
"""

PLAIN = """
operation: get_order
page: orders
request: {lines: "10", method: GET, path: /orders/o1, headers: {Authorization: Bearer KEY}}
answer: {lines: 11-13, body: '{"id": "o1", "total": 1.50}'}
"""

VERSIONED = """
operation: get_order
page: orders
request:
  lines: "3"
  method: GET
  path: /v1/orders/o1
  headers: {Authorization: Bearer KEY}
  mended: {by: [AC-1], path: /orders/o1}
"""

SDL = """
"What can be read."
type Query {
  "Read an order (l.3)."
  order(id: ID!): [Order!]
}

"An order."
type Order {
  "Its id."
  id: ID!
  total: Int
}
"""

QUERY = "query getOrder($id: ID!) { order(id: $id) { id } }"

SDL_OVERLAY = """
extend schema
  @correction(
    id: "AC-1", title: "One order", because: "The second answer is one order.", confidence: likely
    evidence: [
      {page: "orders", lines: "5", says: "a list"}
      {page: "orders", lines: "11", says: "an order", believed: true}
    ]
  )
  @correction(
    id: "AC-2", because: "The answer has it.", confidence: certain
    evidence: [{page: "orders", lines: "12", says: "total", believed: true}]
  )
  # more corrections
  @question(
    id: "AC-9", title: "Is there a way to delete an order?", question: "Can an order be deleted?"
    evidence: [{page: "orders", lines: "1", says: "deleting is promised"}], believed: "It cannot."
  )
  @retype(at: "Query.order", was: "[Order!]", to: "Order", by: "AC-1")
  # more patches

query getOrder @by(correction: "AC-2") { order { total } }
"""

SDL_PLAIN = """
operation: get_order
page: orders
request:
  lines: "10"
  headers: {Authorization: Bearer KEY, Content-Type: application/json}
  document: 'query getOrder($id: ID!) { order(id: $id) { id } }'
  variables: '{"id": "o1"}'
answer: {lines: 11-13, body: '{"data": {"order": {"id": "o1", "total": 150}}}'}
"""

SDL_LISTED = """
operation: get_order
page: orders
request:
  lines: "3"
  headers: {Authorization: Bearer KEY, Content-Type: application/json}
  document: 'query getOrder($id: ID!) { order(id: $id) { id } }'
  variables: '{"id": "o1"}'
answer:
  lines: 5-6
  body: '{"data": {"order": [{"id": "o1", "total": 150}]}}'
  mended: {by: [AC-1], body: '{"data": {"order": {"id": "o1", "total": 150}}}'}
"""


def lay_out(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def openapi(folder: Path, corrections: str = "", actions: str = "") -> None:
    """An OpenAPI provider, with one more correction if it is given."""
    overlay = OVERLAY.replace("  # more corrections\n", corrections)
    files = {
        "schemas/acme/provider.toml": PROVIDER.format(more=""),
        "schemas/acme/openapi.yaml": OPENAPI,
        "schemas/acme/samples/plain.yaml": PLAIN,
        "schemas/acme/samples/versioned.yaml": VERSIONED,
        "overlays/acme/10-all.yaml": overlay.replace("  # more actions\n", actions),
    }
    lay_out(folder, files)


def graphql(folder: Path, corrections: str = "", patches: str = "") -> None:
    """A GraphQL provider, with one more correction if it is given."""
    more = '[service]\nurl = "https://api.acme.example"\n[credentials.token]\n'
    overlay = SDL_OVERLAY.replace("  # more corrections\n", corrections)
    files = {
        "schemas/acme/provider.toml": PROVIDER.format(more=f'{more}header = "Authorization"'),
        "schemas/acme/schema.graphql": SDL,
        "schemas/acme/operations/get_order.graphql": QUERY,
        "schemas/acme/samples/plain.yaml": SDL_PLAIN,
        "schemas/acme/samples/listed.yaml": SDL_LISTED,
        "overlays/acme/10-all.graphql": overlay.replace("  # more patches\n", patches),
    }
    lay_out(folder, files)


def correction(more: str = "", identifier: str = "AC-3") -> str:
    """AC-3 or another one, declared as an overlay of OpenAPI declares it."""
    evidence = '[{page: orders, lines: "7", says: so, believed: true}]'
    content = f"because: We think so., evidence: {evidence}, confidence: guess{more}"
    return f"  {identifier}: {{{content}}}\n"


def sdl_correction(more: str = "", identifier: str = "AC-3") -> str:
    """AC-3 or another one, declared as an overlay of SDL declares it."""
    evidence = '[{page: "orders", lines: "7", says: "so", believed: true}]'
    content = f'because: "We think so.", evidence: {evidence}, confidence: guess{more}'
    return f'  @correction(id: "{identifier}", {content})\n'

"""One small service in three languages."""

import json

from graphql import build_schema, introspection_from_schema

OPENAPI = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://shop.example}]
paths:
  "/orders/{id}":
    get:
      operationId: getOrder
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        "200":
          description: Found
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
components:
  schemas:
    Order:
      type: object
      properties: {id: {type: integer}}
"""

SDL = """\
scalar Money
type Query { order(id: ID!): Order, orders(state: State = OPEN): [Order!]! }
type Mutation { closeOrder(id: ID!): Order! }
type Subscription { closed: Order! }
type Order { id: ID!, total: Money, weight: Float, customer: Customer! }
type Customer { name: String! }
enum State { OPEN, CLOSED }
"""

INTROSPECTION = json.dumps({"data": introspection_from_schema(build_schema(SDL))})

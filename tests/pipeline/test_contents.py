"""Bodies and responses of any media type: what a generated client sends, and what it returns."""

import asyncio
import importlib
import inspect
import io
import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx2
import pytest

from corrigenda.build import regenerate
from corrigenda.openapi.correct import correct_openapi
from corrigenda.provider import find_providers
from tests.pipeline.test_security import PROVIDER

SCHEMA = """
openapi: 3.1.0
info: {title: Crates, version: "1"}
servers: [{url: https://api.crates.example/v1}]
security: []
paths:
  /items:
    put:
      operationId: replace_items
      requestBody:
        required: true
        content: {application/vnd.api+json: {schema: {type: array, items: {$ref: '#/components/schemas/Item'}}}}
      responses:
        200: {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Item'}}}}}
        404: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Missing'}}}}
        4XX: {description: d, content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}}
    patch:
      operationId: merge_items
      requestBody: {content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/Item'}}}}
      responses: {200: {description: d, content: {application/json: {schema: {type: object, additionalProperties: {type: number}}}}}}
    head:
      operationId: head_items
      responses: {200: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}}
  /map:
    post:
      operationId: set_map
      requestBody: {content: {application/json: {schema: {type: object, additionalProperties: {type: number}}}}}
      responses: {200: {description: d, content: {application/json: {schema: {type: number}}}}}
  /charges:
    post:
      operationId: create_charge
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [amount]
              properties:
                amount: {type: integer}
                price: {type: number}
                expand: {type: array, items: {type: string}}
                tags: {type: array, items: {type: string}}
                codes: {type: array, items: {type: integer}}
                metadata: {type: object, additionalProperties: {type: string}}
                items: {type: array, items: {type: object, properties: {price: {type: string}, quantity: {type: integer}}}}
                extra: {type: object, properties: {a: {type: number}}}
            encoding:
              expand: {style: deepObject, explode: true}
              metadata: {style: deepObject, explode: true}
              items: {style: deepObject, explode: true}
              codes: {style: form, explode: false}
      responses:
        200: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}
        202: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
        204: {description: d}
  /files:
    post:
      operationId: upload_file
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties:
                file: {type: string, format: binary}
                pages: {type: array, items: {type: string, contentMediaType: image/png}}
                either: {anyOf: [{type: string, format: binary}, {type: array, items: {type: string, format: binary}}]}
                logo: {type: string}
                amount: {type: number}
                labels: {type: array, items: {type: string}}
                item: {$ref: '#/components/schemas/Item'}
                note: {type: string}
            encoding:
              pages: {contentType: image/png}
              logo: {contentType: image/svg+xml}
              note: {contentType: text/markdown}
      responses: {201: {description: d, content: {text/plain: {schema: {type: string}}}}}
    get:
      operationId: download_file
      responses:
        200: {description: d, content: {application/pdf: {schema: {type: string, format: binary}}}}
        default: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
  /report:
    get:
      operationId: get_report
      responses:
        200:
          description: d
          content:
            text/csv: {schema: {type: string}}
            application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Item'}}}
            application/xml: {schema: {$ref: '#/components/schemas/Item'}}
  /text:
    put:
      operationId: put_text
      requestBody: {required: true, content: {text/plain: {schema: {type: string}}}}
      responses: {2XX: {description: d}}
  /blob:
    put:
      operationId: put_blob
      requestBody: {content: {'*/*': {}}}
      responses: {200: {description: d, content: {'*/*': {schema: {$ref: '#/components/schemas/Item'}}}}}
  /many:
    post:
      operationId: send_many
      requestBody:
        required: true
        content:
          application/xml: {schema: {$ref: '#/components/schemas/Item'}}
          multipart/form-data: {schema: {$ref: '#/components/schemas/Item'}}
          application/json: {schema: {$ref: '#/components/schemas/Item'}}
      responses: {200: {description: d}}
  /xml:
    get:
      operationId: get_xml
      responses: {200: {description: d, content: {application/xml: {schema: {$ref: '#/components/schemas/Item'}}}}}
    post:
      operationId: post_xml
      requestBody: {content: {text/xml: {schema: {$ref: '#/components/schemas/Item'}}}}
      responses: {204: {description: d}}
  /events:
    get:
      operationId: get_events
      responses: {200: {description: d, content: {text/event-stream: {}}}}
  /list-form:
    post:
      operationId: post_list_form
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: array, items: {type: string}}}}}
      responses: {204: {description: d}}
components:
  schemas:
    Item: {type: object, required: [id], properties: {id: {type: string}, amount: {type: number}}}
    Job: {type: object, required: [job], properties: {job: {type: string}}}
    Missing: {type: object, required: [missing], properties: {missing: {type: string}}}
    Problem: {type: object, required: [title], properties: {title: {type: string}, amount: {type: number}}}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("contents")
    provider = folder / "schemas" / "crates"
    provider.mkdir(parents=True)
    (provider / "openapi.yaml").write_text(SCHEMA)
    (provider / "provider.toml").write_text(PROVIDER.format(name="Crates"))
    regenerate(folder / "schemas", folder / "overlays", folder / "generated", strict=False)
    sys.path.insert(0, str(folder / "generated" / "crates" / "src"))
    yield importlib.import_module("crates_client")
    del sys.path[0]

"""A document with the same text in every position that takes one."""

from typing import Any

JSON = "application/json"
TEXT = {"type": "string"}


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def content(schema: Any, media: str = JSON) -> dict[str, Any]:
    return {"description": "", "content": {media: {"schema": schema}}}


def operations(text: str, port: int) -> dict[str, dict[str, Any]]:
    """One operation for each position, by a name of ours; most have nothing else in common."""
    kinds = {"type": "string", "enum": ["a", text], "title": text, "description": text}
    numbers = {"type": "integer", "enum": [1, 2], "x-enum-varnames": [text, "B"]}
    union = {"oneOf": [reference("Cat"), reference("Dog")]}
    mapping = {text: "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"}
    server = {"url": "https://{region}.example", "description": text}
    region = {"default": text, "enum": [text, "eu"], "description": text}
    return {
        "tag": {"tags": [text], "externalDocs": {"url": "https://x.example", "description": text}},
        "words": {"summary": text, "description": text, "deprecated": True},
        "operation_id": {"operationId": text},
        "header": parameters("header", text),
        "cookie": parameters("cookie", text),
        "query": parameters("query", text),
        "styled": parameters("query", text, style="deepObject", schema={"type": "object"}),
        "json_parameter": {"parameters": [{"name": text, "in": "query", **media(text)}]},
        "default": {
            "parameters": [
                {"name": "q", "in": "query", "schema": {**TEXT, "default": text, "example": text}}
            ]
        },
        "body_media": {"requestBody": content(TEXT, text)},
        "body_media_parameter": {"requestBody": content(TEXT, f"{JSON}; x={text}")},
        "text_body": {"requestBody": content(TEXT, "text/plain")},
        "form": {"requestBody": content(wild(text), "application/x-www-form-urlencoded")},
        "multipart": {
            "requestBody": {
                "content": {
                    "multipart/form-data": {
                        "schema": wild(text),
                        "encoding": {text: {"contentType": text}},
                    }
                }
            }
        },
        "answer_media": {"responses": {"200": content(TEXT, text)}},
        "status": {"responses": {text: content(TEXT), "200": content(TEXT)}},
        "answer_header": {
            "responses": {
                "200": {
                    "description": text,
                    "headers": {text: {"schema": TEXT, "description": text}},
                    "links": {text: {"operationId": text, "description": text}},
                }
            }
        },
        "error": {"responses": {"204": {"description": text}, "default": content(wild(text))}},
        "title": {"responses": {"200": content({"title": text, **wild("a")})}},
        "x_name": {"responses": {"200": content({"x-name": text, **wild("b")})}},
        "property": {"responses": {"200": content(wild(text))}},
        "enum": {"responses": {"200": content({"type": "array", "items": kinds})}},
        "numbers": {"responses": {"200": content({"type": "array", "items": numbers})}},
        "const": {"responses": {"200": content({"const": text})}},
        "format": {"responses": {"200": content({"type": "string", "format": text})}},
        "pattern": {"responses": {"200": content({"type": "string", "pattern": text})}},
        "map": {
            "responses": {
                "200": content({"type": "object", "patternProperties": {text: TEXT}, "title": text})
            }
        },
        "discriminator": {
            "responses": {
                "200": content(
                    {**union, "discriminator": {"propertyName": "kind", "mapping": mapping}}
                )
            }
        },
        "discriminator_name": {
            "responses": {"200": content({**union, "discriminator": {"propertyName": text}})}
        },
        "tagged": {
            "responses": {"200": content({"oneOf": [tagged(text, "One"), tagged("b", "Two")]})}
        },
        "servers": {"servers": [{**server, "variables": {"region": region}}]},
        "server_url": {"servers": [{"url": f"https://x.example/{text}"}]},
        "variable": {
            "servers": [{"url": f"https://x.example/{{{text}}}", "variables": {text: region}}]
        },
        "scopes": {"security": [{"oauth": [text]}]},
        "alternatives": {"security": [{"key_in_query": []}, {"key_in_header": []}, {text: []}]},
        "basic": {"security": [{"basic": []}, {"own": []}, {"open_id": []}]},
        "file": {"responses": {"200": content({"$ref": f"../{text}.yaml#/x"})}},
        "passwords": {"responses": {"200": content({"$ref": "file:///etc/passwd"})}},
        "remote": {"responses": {"200": content({"$ref": f"http://127.0.0.1:{port}/{text}"})}},
        "callbacks": {"callbacks": {text: {text: {"post": {"responses": {}}}}}},
        "vendor": {f"x-vendor{text}": text, "x-other": {text: [text]}},
    }


def parameters(place: str, text: str, **more: Any) -> dict[str, Any]:
    given = {"name": text, "in": place, "description": text, "schema": TEXT, **more}
    return {"parameters": [given, {**given, "name": f"x{text}"}]}


def media(text: str) -> dict[str, Any]:
    return {"content": {JSON: {"schema": TEXT, "example": text}}, "description": text}


def wild(text: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": text,
        "properties": {text: {**TEXT, "description": text, "x-aliases": [f"y{text}"]}},
    }


def tagged(value: str, name: str) -> dict[str, Any]:
    tag = {"type": "string", "enum": [value]}
    return {"type": "object", "title": name, "required": ["kind"], "properties": {"kind": tag}}


def document(text: str, port: int = 9) -> dict[str, Any]:
    """The whole document; `port` is where a remote reference would be asked for."""
    flow = {
        "tokenUrl": f"https://x.example/{text}",
        "refreshUrl": text,
        "authorizationUrl": text,
        "scopes": {text: text},
    }
    animal = {"type": "object", "required": ["kind"], "properties": {"kind": TEXT}}
    paths: dict[str, Any] = {
        f"/{name}": {
            "post": {"operationId": f"do_{name}", "responses": {"204": {"description": ""}}, **node}
        }
        for name, node in operations(text, port).items()
    }
    plain = "".join(letter for letter in text if letter not in "/{}?#")
    paths[f"/path/{plain}/{{id}}"] = {
        "summary": text,
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": TEXT}],
        "get": {"operationId": "do_path", "responses": {"204": {"description": text}}},
    }
    paths[f"/template/{{{plain}}}"] = {
        "get": {
            "operationId": "do_template",
            "parameters": [{"name": plain, "in": "path", "required": True, "schema": TEXT}],
            "responses": {"204": {"description": text}},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": text,
            "version": text,
            "description": text,
            "contact": {"name": text, "email": text},
            "license": {"name": text},
        },
        "tags": [{"name": text, "description": text}],
        "servers": [
            {
                "url": "https://{region}.acme.example",
                "description": text,
                "variables": {"region": {"default": "eu", "enum": ["eu"], "description": text}},
            },
            {"url": "https://other.example", "description": text},
        ],
        "security": [],
        "paths": paths,
        "components": {
            "schemas": {"Cat": animal, "Dog": {**animal, "description": text}},
            "securitySchemes": {
                "oauth": {
                    "type": "oauth2",
                    "description": text,
                    "flows": {"clientCredentials": flow, "authorizationCode": flow},
                },
                "key_in_query": {"type": "apiKey", "in": "query", "name": text},
                "key_in_header": {"type": "apiKey", "in": "header", "name": text},
                "key_in_cookie": {"type": "apiKey", "in": "cookie", "name": text},
                "basic": {"type": "http", "scheme": "basic", "description": text},
                "own": {"type": "http", "scheme": text, "bearerFormat": text},
                "open_id": {"type": "openIdConnect", "openIdConnectUrl": text},
            },
        },
    }

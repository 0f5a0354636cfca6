"""Makes every operation complete in itself: nothing about it stands elsewhere but named schemas.

Parameters, bodies and responses are put in the place of references to them, what a path item says
is said by each of its operations, and callbacks and webhooks, which a client does not call, go.
"""

from collections.abc import Iterator
from typing import Any

from corrigenda.naming import method_names, snake_case
from corrigenda.openapi.normalize.log import Log
from corrigenda.openapi.normalize.traced import Traced, like, location_of_node
from corrigenda.trees import Object, is_array, is_object, resolve

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}


def complete_operations(root: Traced, log: Log) -> Traced:
    """The document with self-contained operations, and no components but schemas and security."""
    for name in root.get("webhooks", {}):
        log.step(("webhooks", name), f"left out the webhook `{name}`: a client does not call it")
    paths = {
        path: like(item, dict(_operations(root, path, item, log)))
        for path, item in root["paths"].items()
        if is_object(item)
    }
    components = root.get("components", {})
    kept = {key: components.get(key, {}) for key in ("schemas", "securitySchemes")}
    changed = {key: root[key] for key in ("openapi", "info", "servers", "security") if key in root}
    changed["openapi"] = "3.1.0"
    changed["paths"] = like(root["paths"], {path: item for path, item in paths.items() if item})
    changed["components"] = like(components, {key: like(one, one) for key, one in kept.items()})
    return _with_unique_names(like(root, changed), log)


def _operations(root: Object, path: str, item: Object, log: Log) -> Iterator[tuple[str, Traced]]:
    whole = _resolved(root, item)
    for method in METHODS:
        if is_object(whole.get(method)):
            yield method, _complete(root, path, method, whole, log)


def _resolved(root: Object, node: Any) -> Any:
    """What a reference refers to, with what is said beside it."""
    found = resolve(root, node)
    if found is node:
        return node
    beside = {key: value for key, value in node.items() if key != "$ref"}
    return like(found, {**found, **beside})


def _complete(root: Object, path: str, method: str, item: Object, log: Log) -> Traced:
    node = item[method]
    at = location_of_node(node)
    if "callbacks" in node:
        log.step((*at, "callbacks"), "left out the callbacks: a client does not call them")
    if "operationId" not in node:
        log.step(at, f"named the operation `{_made_up(method, path)}`, after method and path")
    kept = {key: value for key, value in node.items() if key not in ("callbacks", "$ref")}
    kept["operationId"] = str(node.get("operationId", _made_up(method, path)))
    kept["parameters"] = _parameters(root, item, node)
    if "requestBody" in node:
        kept["requestBody"] = _resolved(root, node["requestBody"])
    given = node.get("responses", like(node, {}))
    responses = {str(status): _resolved(root, one) for status, one in given.items()}
    kept["responses"] = like(
        given, {k: _told(one) for k, one in responses.items() if not k.startswith("x-")}
    )
    if "servers" in item and "servers" not in node:
        kept["servers"] = item["servers"]
    return like(node, kept)


def _told(response: Object) -> Traced:
    """What a client reads of a response: not its headers and links."""
    kept = {key: one for key, one in response.items() if key in ("description", "content")}
    return like(response, kept)


def _made_up(method: str, path: str) -> str:
    return snake_case(f"{method} {path.replace('{', ' ').replace('}', ' ')}")


def _parameters(root: Object, item: Object, node: Object) -> list[Traced]:
    """The parameters of a path item and of an operation; the operation's win."""
    listed = [*_list(item.get("parameters")), *_list(node.get("parameters"))]
    found = [_explicit(_resolved(root, one)) for one in listed if is_object(one)]
    return list({(one.get("in"), one.get("name")): one for one in found}.values())


def _list(node: Any) -> list[Any]:
    return node if is_array(node) else []


def _explicit(parameter: Object) -> Traced:
    """A parameter with its style, and whether its lists are exploded."""
    style = parameter.get("style", _STYLES.get(str(parameter.get("in")), "form"))
    explode = parameter.get("explode", style in ("form", "cookie"))
    return like(parameter, {**parameter, "style": style, "explode": explode})


def _with_unique_names(root: Traced, log: Log) -> Traced:
    """The document in which each `operationId` is the name of a method."""
    nodes: list[Traced] = [node for item in root["paths"].values() for node in item.values()]
    names = method_names([node["operationId"] for node in nodes])
    for node, name in zip(nodes, names, strict=True):
        if name != snake_case(node["operationId"]):
            said = f"named the operation `{name}`, because another name is taken"
            log.step((*node.at, "operationId"), said)
        node["operationId"] = name
    return root

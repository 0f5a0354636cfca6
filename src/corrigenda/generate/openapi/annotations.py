"""Writes the Python type of a schema of the dialect, in the names of `models`."""

from corrigenda.trees import Object, is_array, is_object, schema_name

_SCALARS = {"string": "str", "integer": "int", "boolean": "bool", "number": "Decimal"}
_FORMATS = {
    "date": "date",
    "date-time": "AwareDatetime",
    "time": "time",
    "duration": "DurationText",
    "uuid": "UUID",
    "byte": "bytes",
    "binary": "bytes",
    "decimal": "DecimalText",
    "boolean": "BooleanText",
}


def annotation(schema: Object) -> str:
    """The type of the values of a schema, such as `list[Invoice] | None`."""
    if name := schema_name(schema):
        return name
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(annotation(one) for one in schema["anyOf"]))
    if is_array(schema.get("type")):
        return " | ".join(annotation({**schema, "type": one}) for one in schema["type"])
    return _plain(schema)


def _plain(schema: Object) -> str:
    kind = schema.get("type")
    if kind == "null":
        return "None"
    if kind == "array":
        return f"list[{annotation(schema.get('items', {}))}]"
    if kind == "object":
        return f"dict[str, {_value(schema.get('additionalProperties'))}]"
    if kind == "number" and schema.get("format") == "double":
        return "float"
    if kind == "string" and schema.get("format") in _FORMATS:
        return _FORMATS[str(schema["format"])]
    return _SCALARS.get(str(kind), "Any")


def _value(schema: object) -> str:
    return annotation(schema) if is_object(schema) else "Any"

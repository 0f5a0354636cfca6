"""Reads the base URL and credentials of a service from a merged OpenAPI schema."""

from corrigenda.generate.service import Credential, Service
from corrigenda.naming import snake_case
from corrigenda.trees import Object, is_object


def read_service(key: str, root: Object) -> Service:
    """Return the service of the provider `key`."""
    used = {name for requirement in _requirements(root) for name in requirement}
    schemes = root.get("components", {}).get("securitySchemes", {})
    variable = key.upper()
    return Service(
        base_url=str(root["servers"][0]["url"]),
        base_url_variable=f"{variable}_BASE_URL",
        credentials=tuple(
            _credential(name, schemes[name], variable) for name in schemes if name in used
        ),
    )


def _requirements(root: Object) -> list[Object]:
    found = list(root.get("security", ()))
    for item in root["paths"].values():
        for operation in item.values():
            if is_object(operation):
                found += operation.get("security", ())
    return found


def _credential(name: str, scheme: Object, variable: str) -> Credential:
    """Name the argument: `token` for HTTP bearer, the scheme's name for a key in a header."""
    if scheme["type"] == "http":
        return Credential("token", f"{variable}_TOKEN", "Authorization", "Bearer ")
    argument = snake_case(name)
    return Credential(argument, f"{variable}_{argument.upper()}", str(scheme["name"]), "")

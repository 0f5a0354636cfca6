"""Reads the base URL and credentials of a service from a merged OpenAPI schema."""

from corrigenda.generate.openapi.addresses import read_addresses
from corrigenda.generate.service import Credential, Service
from corrigenda.naming import snake_case
from corrigenda.trees import Object, is_object


def read_service(key: str, root: Object) -> Service:
    """Return the service of the provider `key`."""
    used = {name for requirement in _requirements(root) for name in requirement}
    schemes = root.get("components", {}).get("securitySchemes", {})
    variable = key.upper()
    credentials = tuple(
        _credential(name, schemes[name], variable) for name in schemes if name in used
    )
    addresses = read_addresses(root, [one.argument for one in credentials])
    return Service(
        base_url=addresses.base_url,
        base_url_variable=f"{variable}_BASE_URL",
        credentials=credentials,
        environments=addresses.environments,
        relative=addresses.relative,
        variables=addresses.variables,
        server_arguments=addresses.arguments,
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

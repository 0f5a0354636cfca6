"""Reads from a merged schema where the service is, and which credentials it wants."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corrigenda.naming import snake_case
from corrigenda.trees import Object, is_object


@dataclass(frozen=True, slots=True)
class Credential:
    """How a credential is given (an argument, a variable) and where it travels (a header).

    `fills` names an operation variable that it is the value of, too.
    """

    argument: str
    variable: str
    header: str
    prefix: str
    fills: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """Where the service is and what it wants to know of its caller.

    `environments` are addresses by name, the default first, where there is more than one.
    """

    base_url: str
    base_url_variable: str
    credentials: tuple[Credential, ...]
    environments: Mapping[str, str] = field(default_factory=dict[str, str])


def read_service(key: str, root: Object) -> Service:
    """The service of the provider that is called `key`."""
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
    """An HTTP bearer scheme is the argument `token`; a key in a header has its scheme's name."""
    if scheme["type"] == "http":
        return Credential("token", f"{variable}_TOKEN", "Authorization", "Bearer ")
    argument = snake_case(name)
    return Credential(argument, f"{variable}_{argument.upper()}", str(scheme["name"]), "")

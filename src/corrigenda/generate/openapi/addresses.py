"""Reads the base URLs of a service, their names, and the arguments for the variables in them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corrigenda.generate.service import ServerArgument, ServerVariable
from corrigenda.naming import option_names
from corrigenda.openapi.servers import Server, named_servers, read_servers, relative_path
from corrigenda.texts.defaults import printable
from corrigenda.trees import Object


@dataclass(frozen=True, slots=True)
class Addresses:
    """The base URLs of a service, as `generate.service.Service` has them."""

    base_url: str
    relative: str
    environments: Mapping[str, str]
    variables: Mapping[str, tuple[ServerVariable, ...]]
    arguments: tuple[ServerArgument, ...]


def read_addresses(root: Object, taken: Collection[str]) -> Addresses:
    """Return the base URLs of a document.

    Args:
        root: the document; its servers are checked.
        taken: the arguments that the constructor has for something else.
    """
    servers = read_servers(root.get("servers"))
    wires = dict.fromkeys(one.name for server in servers for one in server.variables)
    names = option_names(list(wires), taken)
    several = named_servers(servers) if len(servers) > 1 else {}
    return Addresses(
        base_url=servers[0].url if servers else "",
        relative="" if servers else relative_path(root.get("servers")),
        environments={name: server.url for name, server in several.items()},
        variables={one.url: tuple(_variables(one, names)) for one in servers if one.variables},
        arguments=tuple(_arguments(servers, names)),
    )


def _variables(server: Server, names: Mapping[str, str]) -> Iterator[ServerVariable]:
    for one in server.variables:
        yield ServerVariable(names[one.name], one.name, one.default, one.part, one.choices)


def _arguments(servers: Sequence[Server], names: Mapping[str, str]) -> Iterator[ServerArgument]:
    for name, argument in names.items():
        found = [one for server in servers for one in server.variables if one.name == name]
        is_open = any(not one.choices for one in found)
        choices = dict.fromkeys(choice for one in found for choice in one.choices)
        described = next((one.description for one in found if one.description), "")
        yield ServerArgument(
            name=argument,
            default=found[0].default,
            choices=() if is_open else tuple(choices),
            description=printable(described),
        )

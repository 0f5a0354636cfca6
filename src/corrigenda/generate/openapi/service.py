"""Reads the base URL and credentials of a service from a merged OpenAPI schema."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from corrigenda.generate.openapi.addresses import read_addresses
from corrigenda.generate.openapi.arguments import name_arguments
from corrigenda.generate.service import Alternatives, CallSecurity, Credential, Grant, Service
from corrigenda.openapi.operations import Operation
from corrigenda.openapi.security import Requirement, Scheme, read_schemes
from corrigenda.trees import Object

_Arguments: TypeAlias = Mapping[str, tuple[str, ...]]
"""The arguments of each scheme that is used."""


def read_service(key: str, root: Object, operations: Sequence[Operation]) -> Service:
    """Return the service of the provider `key`."""
    used = {name for one in operations for each in one.security for name, _scopes in each}
    schemes = {name: one for name, one in read_schemes(root).items() if name in used}
    arguments = name_arguments(schemes.values())
    kinds = [scheme.kind for scheme in schemes.values()]
    credentials = tuple(
        one
        for name, scheme in schemes.items()
        for one in _credentials(
            f"{key.upper()}_", scheme, arguments[name], kinds.count(scheme.kind) > 1
        )
    )
    security, calls = _security(operations, schemes, arguments, credentials)
    addresses = read_addresses(root, [one.argument for one in credentials])
    return Service(
        base_url=addresses.base_url,
        base_url_variable=f"{key.upper()}_BASE_URL",
        credentials=credentials,
        security=security,
        calls=calls,
        environments=addresses.environments,
        relative=addresses.relative,
        variables=addresses.variables,
        server_arguments=addresses.arguments,
    )


def _credentials(
    before: str, scheme: Scheme, names: tuple[str, ...], is_one_of_several: bool
) -> Iterator[Credential]:
    """The credentials of a scheme; `before` begins the names of their environment variables."""
    of = f" (`{scheme.name}`)" if is_one_of_several else ""
    carrier, prefix = scheme.carrier, scheme.prefix
    variables = [before + name.upper() for name in names]
    if scheme.kind == "basic":
        for name, variable, said in zip(names, variables, ("user name", "password"), strict=True):
            title = f"the {said} of HTTP basic{of}"
            is_last = name == names[-1]
            yield Credential(name, variable, carrier, prefix, None, "basic", is_last, title)
        return
    grant = Grant(scheme.token_url, *names[1:]) if scheme.token_url is not None else None
    title = f"the bearer token{of}" if prefix == "Bearer " else ""
    yield Credential(
        names[0], variables[0], carrier, prefix, None, scheme.place, False, title, grant
    )
    for name, variable, said in zip(names[1:], variables[1:], ("id", "secret"), strict=False):
        title = f"the client {said} of OAuth2{of}, with which tokens are fetched"
        yield Credential(name, variable, "", place="token_url", title=title)


def _security(
    operations: Sequence[Operation],
    schemes: Mapping[str, Scheme],
    arguments: _Arguments,
    credentials: Sequence[Credential],
) -> tuple[Alternatives | None, dict[str, CallSecurity]]:
    """What a client needs, and the operations that send something else."""
    order = [credential.argument for credential in credentials]
    asked = {one.name: _alternatives(one, schemes, arguments, order) for one in operations}
    if not credentials or all(each == (tuple(order),) for each in asked.values()):
        return None, {}  # every call sends everything
    needed = _needed(asked.values())
    calls = {
        one.name: CallSecurity(
            None if asked[one.name] == needed else asked[one.name],
            _scopes(one, schemes, arguments),
        )
        for one in operations
    }
    return needed, {name: call for name, call in calls.items() if call != CallSecurity()}


def _alternatives(
    operation: Operation,
    schemes: Mapping[str, Scheme],
    arguments: _Arguments,
    order: Sequence[str],
) -> Alternatives:
    """The sets of arguments one of which an operation sends; none if it sends nothing.

    Where a credential is optional, it is sent if there is one, wherever `{}` stands.
    """
    found = dict.fromkeys(
        tuple(sorted(_sent(requirement, schemes, arguments), key=order.index))
        for requirement in operation.security
    )
    return () if list(found) == [()] else tuple(sorted(found, key=lambda one: one == ()))


def _sent(
    requirement: Requirement, schemes: Mapping[str, Scheme], arguments: _Arguments
) -> Iterator[str]:
    for name, _scopes in requirement:
        # The id and the secret of a client are not sent to the service itself.
        yield from arguments[name][:1] if schemes[name].token_url is not None else arguments[name]


def _needed(asked: Collection[Alternatives]) -> Alternatives:
    """The sets of arguments one of which a client needs; an empty one if no operation needs any."""
    is_optional = all(not each or () in each for each in asked)
    found = dict.fromkeys(one for each in asked for one in each if one or is_optional)
    return tuple(found)


def _scopes(
    operation: Operation, schemes: Mapping[str, Scheme], arguments: _Arguments
) -> dict[str, str]:
    """The scopes of the tokens that are fetched, by argument, as the first requirement has them."""
    found: dict[str, str] = {}
    for requirement in operation.security:
        for name, scopes in requirement:
            if schemes[name].token_url is not None and scopes:
                found.setdefault(arguments[name][0], " ".join(scopes))
    return found

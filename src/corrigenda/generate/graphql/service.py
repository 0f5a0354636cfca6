"""Reads the address and the credentials of a GraphQL service from `provider.toml`."""

from corrigenda.generate.service import Credential, Service
from corrigenda.provider import Provider


def read_service(provider: Provider) -> Service:
    """The service of a provider."""
    assert provider.service is not None, "a GraphQL provider has an address"
    variable = provider.key.upper()
    environments = dict(provider.service.environments)
    return Service(
        base_url=next(iter(environments.values()), provider.service.url),
        base_url_variable=f"{variable}_BASE_URL",
        credentials=tuple(
            Credential(name, f"{variable}_{name.upper()}", one.header, one.prefix, one.fills)
            for name, one in provider.credentials.items()
        ),
        environments=environments,
    )

"""Names the constructor arguments of security schemes.

The first scheme that takes a token has `token`, the first one of HTTP basic `username` and
`password`, and the first one that can fetch tokens `client_id` and `client_secret`. Everything else
is named after its scheme. No name is that of an option of every client, or of another scheme.
"""

import re
from collections.abc import Iterable, Sequence
from keyword import iskeyword

from corrigenda.naming import CLIENT_OPTIONS, snake_case
from corrigenda.openapi.security import Scheme

_TAKEN = (*CLIENT_OPTIONS, "log", "self")
"""Arguments of every client; `<PROVIDER>_LOG` is the environment variable of the log."""

_LONGEST = 60


def name_arguments(schemes: Iterable[Scheme]) -> dict[str, tuple[str, ...]]:
    """The arguments of each scheme: a key, a token, or user name and password.

    A token that can be fetched has three: itself, the client id and the client secret.
    """
    ordered = sorted(schemes, key=lambda scheme: scheme.kind == "key")  # keys take what is left
    used: set[str] = set(_TAKEN)
    return {scheme.name: tuple(_named(scheme, used)) for scheme in ordered}


def _named(scheme: Scheme, used: set[str]) -> Iterable[str]:
    name = _identifier(scheme.name) or scheme.kind
    if scheme.kind == "key":
        yield _free((name, f"{name}_key"), used)
    elif scheme.kind == "basic":
        yield _free(("username", f"{name}_username"), used)
        yield _free(("password", f"{name}_password"), used)
    else:
        yield _free(("token", name, f"{name}_token"), used)
        if scheme.token_url is not None:
            yield _free(("client_id", f"{name}_client_id"), used)
            yield _free(("client_secret", f"{name}_client_secret"), used)


def _identifier(name: str) -> str:
    """The name of a scheme in snake case, in ASCII, as a name of Python; empty if none is left."""
    plain = re.sub(r"[^a-z0-9]+", "_", snake_case(name))[:_LONGEST].strip("_")
    return f"key_{plain}" if plain[:1].isdigit() else plain


def _free(wanted: Sequence[str], used: set[str]) -> str:
    """The first name that is free, or else the last with a number."""
    numbered = (f"{wanted[-1]}_{number}" for number in range(2, len(used) + 3))
    name = next(one for one in (*wanted, *numbered) if one not in used and not iskeyword(one))
    used.add(name)
    return name

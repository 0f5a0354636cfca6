"""Reads the files of a provider and corrects its schema: the first step of `build` and `errata`.

It needs no generator, so errata can be read in the base install. A corrected schema that is
invalid, or that the samples do not match, is a problem.
"""

from typing import TypeAlias

from corrigenda.graphql.correct import CorrectedGraphQL, correct_graphql
from corrigenda.openapi.correct import CorrectedOpenAPI, correct_openapi
from corrigenda.provider import Provider

Corrected: TypeAlias = CorrectedOpenAPI | CorrectedGraphQL


def correct(provider: Provider, strict: bool = True) -> Corrected:
    """Read a provider's schema, apply its overlays, and check its samples against the result.

    Args:
        provider: the provider.
        strict: treat whatever a client cannot do as a problem, and leave out no operation.

    Raises:
        ProblemsError: any input of the provider is wrong.
    """
    corrected = correct_graphql if provider.is_graphql else correct_openapi
    return corrected(provider, strict)

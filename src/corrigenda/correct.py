"""Reads what there is of a provider, and corrects it: what `build` and `errata` start with.

It needs no generator, so that errata can be read in the base install. It refuses a schema that is
wrong once corrected, and samples that do not fit it.
"""

from typing import TypeAlias

from corrigenda.graphql.correct import CorrectedGraphQL, correct_graphql
from corrigenda.openapi.correct import CorrectedOpenAPI, correct_openapi
from corrigenda.provider import Provider

Corrected: TypeAlias = CorrectedOpenAPI | CorrectedGraphQL


def correct(provider: Provider) -> Corrected:
    """Read a provider's schema, correct it by overlays, and hold its samples against the result.

    Raises:
        ProblemsError: any input of the provider is wrong.
    """
    return correct_graphql(provider) if provider.is_graphql else correct_openapi(provider)

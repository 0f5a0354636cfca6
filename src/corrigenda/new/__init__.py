"""Writes the folder of a new provider from a schema, so that `regenerate` needs no edit.

The schema is copied as it is. Beside it come what the factory asks for: `provider.toml`, a folder
for samples, operations for a GraphQL schema, and an overlay with one commented example. What
`regenerate` would refuse is refused here, before anything is in place. This package neither
corrects a schema nor fetches one from the network.
"""

from corrigenda.new.create import Created as Created
from corrigenda.new.create import Wanted as Wanted
from corrigenda.new.create import create as create

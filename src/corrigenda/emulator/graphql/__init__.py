"""Emulate services behind one GraphQL endpoint: graphql-core executes the merged schema.

The schema decides which documents and responses are valid; hand-written behaviour, found by name,
supplies the values of fields. The emulator does not start if the schema lacks anything that the
behaviour serves, so a wrong overlay cannot change both sides of a test.
"""

"""OpenAPI schemas and the samples of their services, before any generator sees them.

`correct` reads a provider and corrects its schema, `check` validates the result (with `extensions`,
`support` and `singles`), `operations` reads what a client method is made of, `replay` checks the
samples against the result, and `blame` tells which corrections changed a part of the schema.
"""

"""OpenAPI schemas and the samples of their services, before any generator sees them.

`correct` reads a provider and corrects it, `check` validates what comes out (with `extensions`,
`support` and `singles`), `operations` says what a client method is made of, `replay` holds the
samples against it all, `blame` says which corrections made a part of the schema what it is.
"""

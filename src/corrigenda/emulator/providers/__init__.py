"""The services' behaviour, one package each, written by hand from the documentation.

A package here with a constant `PROVIDER` is a provider; nothing else lists them. `__init__` has
what it serves, `demo` the objects of a demonstration. A behaviour refuses to consult a schema: what
it does must not move when an overlay is wrong.
"""

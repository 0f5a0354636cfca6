"""The services' behaviour, one module each, written by hand from the documentation.

A module here with a constant `PROVIDER` is a provider; nothing else lists them. A behaviour module
refuses to consult a schema: what it does must not move when an overlay is wrong.
"""

"""The behaviour of the services, one package each, written by hand from the documentation.

Every package here that has a constant `PROVIDER` is a provider; there is no other list. `__init__`
implements what it serves, `demo` makes the objects of the `demo` seed. A behaviour never reads a
schema, so a wrong overlay cannot change it.
"""

"""Packages for GraphQL services.

`models` has ariadne-codegen write the types of responses and inputs, and `plugin` turns these into
structs; `methods` describes what each client method takes and returns; `service` has the address
and the credentials; `package` combines the parts.
"""

"""Packages for GraphQL services.

`models` has ariadne-codegen write the types of responses and inputs, through `plugin`, which makes
structs of them; `methods` says what each client method takes and returns, `service` where the
service is; `package` puts the parts together.
"""

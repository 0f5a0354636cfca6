"""Generates the parts of packages for OpenAPI services.

`methods` reads operations with openapi-python-client, `models` generates the structs of responses
with datamodel-code-generator, `service` reads base URL and credentials, `package` combines them.
"""

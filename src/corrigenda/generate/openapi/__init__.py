"""Packages for services that an OpenAPI schema describes.

`methods` reads operations with openapi-python-client, `models` has datamodel-code-generator write
the structs of responses, `service` says where the service is; `package` puts the parts together.
"""

"""Generates the client packages. Each third-party generator does what it does best.

`openapi` and `graphql` each contain the code for one schema language: openapi-python-client reads
operations there, and ariadne-codegen writes types. `inputs` runs datamodel-code-generator
(`datamodel`) for the types of arguments, `signatures` reads them from its output, `package` renders
the templates, and `format` formats the result.
"""

"""The generators, each driven for what it does best.

`methods` reads operations with openapi-python-client, `structs` and `inputs` have
datamodel-code-generator write the types, `signatures` takes the arguments' types from what it
wrote, `package` renders the templates around them, `format` gives the result its one format.
"""

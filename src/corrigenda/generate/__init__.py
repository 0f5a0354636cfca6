"""The generators, each driven for what it does best.

`openapi` and `graphql` have what is of one schema language: there openapi-python-client reads
operations, and ariadne-codegen writes types. `inputs` has datamodel-code-generator (`datamodel`)
write the types of arguments, `signatures` takes them from what it wrote, `package` renders the
templates around it all, `format` gives the result its one format.
"""

"""GraphQL schemas, operations and their corrections, before code generation.

`read` parses the documents and locates every node, `overlay` reads corrections, `apply` and
`selections` carry them out, `correct` does all of it for a provider, `check` validates the result,
`operations` describes the client methods, `sent` and `guesses` say what is sent for them, `lift`
gives every type one selection set for its class, `asked` compares those two, `replay` checks the
samples against the result, `blame` names the corrections that changed a part.
"""

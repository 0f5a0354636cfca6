"""GraphQL schemas, operations and their corrections, before any generator sees them.

`read` parses the documents and knows where everything stands, `overlay` reads corrections, `apply`
and `selections` carry them out, `correct` does all of it for a provider, `check` validates what
comes out, `operations` says what a client method is made of, `sent` and `guesses` what is sent of
it, `lift` gives every type one selection for its class, `asked` compares those two,
`replay` holds the samples against it all, `blame` says which corrections made a part what it is.
"""

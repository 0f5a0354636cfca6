"""Which corrections are needed, and what witnesses them.

`prove` takes each correction out in turn and replays the samples; `openapi` and `graphql` know how
to rebuild a schema without one; `collect` puts corrections, evidence and proofs together; `words`
has the sentences that `markdown` and the command line tell them in, `plain` the JSON, and `folder`
writes the pages.
"""

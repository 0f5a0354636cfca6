"""Which corrections are needed, what witnesses them, and how to show a person what is wrong.

`prove` takes each correction out in turn and replays the samples; `openapi` and `sdl` know how to
rebuild a schema without one; `collect` puts corrections, evidence and proofs together; `show` and
`markdown` write them down.
"""

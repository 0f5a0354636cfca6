"""OpenAPI Overlay 1.1: thin, ordered, evidenced corrections of a schema.

`document` reads overlays, `merge` holds the rules by which one node is merged into another, and
`apply` runs the actions in order and remembers which of them made a node what it is.
"""

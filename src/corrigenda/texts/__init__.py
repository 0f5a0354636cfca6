"""Hand-written YAML and JSON texts: read into plain data, written from data, edited in place.

`yaml_reader` and `json_text` read plain mappings, lists and scalars, and the position of each in
the text. `yaml_writer` writes new text. `editor` changes only those parts of a text whose data
changed, so that comments, quotes, numbers and layout stay as they were; `placing` has the single
edits, and `draft` the text that they share.
"""

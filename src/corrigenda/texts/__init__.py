"""YAML and JSON as texts that people keep: read into plain data, written anew, changed in place.

`yaml_reader` and `json_text` give plain mappings, lists and scalars, and know where in the text
each of them stands. `yaml_writer` makes text of data that had none. `editor` changes only those
parts of a text whose data changed, so that comments, quotes, numbers and layout stay as they were;
`placing` has the single edits, and `work` what they have in common.
"""

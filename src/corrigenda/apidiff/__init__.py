"""Compares two versions of generated packages, as a user of their Python names sees them.

    find -> load -> surface -> compare -> fold -> propose -> render

`find` finds packages in folders, wheels and commits, `load` parses them with griffe, `compare`
lists what has changed, and `fold` leaves out what the package only repeats. No compared code is
ever run, so what types do not show is not seen: another retry, another meaning of a field.
"""

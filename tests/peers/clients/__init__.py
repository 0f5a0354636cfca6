"""One module for each client that the README compares, all with the same functions.

- `get(url, deadline)`, `aget(url)`, `create(url)` and `ids(url)` call the service; `deadline` is in
  seconds, and given in the way in which the client limits the time of a call. What a client does
  not have, its module does not have.
- `amount(invoice)` and `has_note(invoice)` look at what `get` returned.

Imports are in the functions, because the packages are generated first.
"""

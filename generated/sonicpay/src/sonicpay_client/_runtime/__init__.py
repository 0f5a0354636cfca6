"""The runtime that ships inside every generated client, copied verbatim as ``<package>._runtime``.

It exists so that what is hard to get right (exact money, tolerant reading, errors without
secrets) is written, typed and tested once, as ordinary Python, and not in a template. It knows
no provider, imports nothing of the factory, and needs only ``msgspec`` and ``httpx2``.

Nothing is imported here: a package pays only for the modules it uses, and ``httpx2`` is not
imported before the first request. Where to look:

    call         what an operation asks for, what is sent and what comes back, as plain data
    url          the values of a path and a query, as they are spelt on the wire
    encode       keyword arguments -> the bytes of a body (strict out)
    decode       the bytes of a response -> a struct (lenient in); tolerate is its slow path
    exchange     the pure core: a call -> a request, a response -> a value or an error
    connection   the two thin shells, sync and async, that talk over the network
    paging       lists that come in numbered pages
    cursors      lists whose pages name the next one by a cursor
    graphql      the same core for GraphQL; graphql_* are its parts, and no REST package needs them
    models       what generated structs and enums inherit from; scalar has their scalar types
    service, credentials, errors, redact, plain, shape, finite    what the above stand on
"""

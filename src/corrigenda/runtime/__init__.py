"""The runtime of every generated client, copied verbatim into it as ``<package>._runtime``.

The parts that are hard to get right (exact money, lenient decoding, errors without secrets) are
written, typed and tested once here, as ordinary Python instead of templates. The runtime knows no
provider, imports nothing else of corrigenda, and depends only on ``msgspec`` and ``httpx2``.

This module imports nothing, so that a package loads only the modules it uses; ``httpx2`` is not
imported before the first request. The modules are:

    call         calls, requests and responses as plain data
    url          encoding of path and query values
    encode       keyword arguments -> the bytes of a body; strict has the rules
    writers      the fast path of encode: one compiled function for each type
    decode       the bytes of a response -> a struct; slow_path is the rest of it: exact and pieces
                 find what needs no walk, lenient, struct_reader and leaf are the walk
    exchange     the pure core: a call -> a request, a response -> a value or an error
    connection   two thin shells, sync and async, that use the network
    pools        an HTTP client for each process and event loop; http_client creates them
    wire         sends one request and reads the response, sync and async
    outgoing     a request -> one of httpx2
    unpack       the bytes that arrive -> a body, within limits
    deadline     ends a call in time; seen notes what is known of a request that fails
    paging       iteration over numbered pages
    cursors      iteration over pages that are linked by cursors
    graphql      the same core for GraphQL; REST packages include neither it nor graphql_*
    models       base classes of the generated structs and enums; scalar has their scalar types
    service, credentials, errors, redact, said, untyped, bounds, charset, repeated, moments, drift,
    shape, finite    shared by the modules above
"""

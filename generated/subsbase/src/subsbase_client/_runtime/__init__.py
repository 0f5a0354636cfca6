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
    bodies       texts, bytes and optional bodies; forms and multipart encode forms, fields and
                 files are shared by them
    decode       the bytes of a response -> a struct; slow_path is the rest of it: exact and pieces
                 find what needs no walk, lenient, struct_reader and leaf are the walk
    exchange     the pure core: a call -> a request, a response -> a value or an error
    successes    reads responses by status and media type; problem reads those of errors
    conduct      what a call does next: send a request, wait, or end; retries has the rules
    connection   two thin shells, sync and async, that use the network
    options      checks what a constructor and with_options get; extra_headers the headers
    observe      tells events, logs and tracing what happens to a call
    response     what the raw methods return
    pools        an HTTP client for each process and event loop; http_client creates them
    wire         sends one request and reads the response, sync and async
    outgoing     a request -> one of httpx2
    unpack       the bytes that arrive -> a body, within limits
    deadline     ends a call in time; seen notes what is known of a request that fails
    paging       numbered pages: which is next, and which is the last
    cursors      the same for pages that are linked by cursors
    iterators    the loops over items and pages, sync and async
    pages        base class of the structs that list methods return
    graphql      the same core for GraphQL; REST packages include neither it nor graphql_*
    choice       unions that msgspec cannot tell apart, in packages that have any: members chooses,
                 with fits and kinds; choice_reader and choice_writer are lenient and strict for it
    models       base classes of the generated structs; enums, and scalar for their scalar types
    plain        structs -> dicts and back
    pydantic_support  describes structs to pydantic; floats has the numbers that it can hold
    failures     a response that is an error -> the error, without the request's secrets
    alternatives chooses the credentials of a call; placing puts them elsewhere than in a header,
                 keyed_url keeps a key in a URL out of the log of httpx2
    client_credentials  fetches OAuth2 tokens, token_endpoint has the requests for them; only in
                 packages whose service declares it. grants is for type checkers
    deprecation  warns of a method that the service has deprecated
    service, credentials, errors, redact, said, untyped, bounds, charset, repeated, moments, drift,
    shape, finite    shared by the modules above
"""

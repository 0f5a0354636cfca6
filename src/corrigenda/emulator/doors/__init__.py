"""The ways into a world: a socket, ASGI, and the transports of httpx2.

Each takes requests in its own form, passes them to `world.handle`, and sends the response, with
whatever a fault wants to be wrong about it. A door that cannot do that says so.
"""

"""Services behind one GraphQL endpoint: graphql-core runs documents against the merged schema.

The schema says what may be asked and what an answer looks like; what a field holds is hand-written
behaviour, found by name. Refuses to start where the schema lacks what the behaviour serves, so that
a wrong overlay cannot move both sides of a test.
"""

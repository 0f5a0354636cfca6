"""Send requests to an emulated GraphQL service over its socket, without a generated client."""

import json
from decimal import Decimal
from typing import Any, TypeAlias

import httpx2

Json: TypeAlias = Any


HTTP = httpx2.Client()  # for all tenants; closed when the tests end


class Asker:
    """One tenant. Numbers with a decimal point are read as `Decimal`, with every digit."""

    def __init__(self, url: str, token: str, **headers: str) -> None:
        self.url = url
        self.headers = {"Authorization": f"Bearer {token}", **headers}

    def post(self, query: str, **variables: Json) -> httpx2.Response:
        """Send a request; variables may contain `Decimal`, which keeps its digits on the wire."""
        body = written({"query": query, "variables": variables})
        return self.raw(body)

    def raw(self, body: str | bytes, **headers: str) -> httpx2.Response:
        headers = {"Content-Type": "application/json", **self.headers, **headers}
        return HTTP.post(self.url, content=body, headers=headers)

    def ask(self, query: str, **variables: Json) -> Json:
        """Return the data of a response without errors."""
        answer = self.post(query, **variables)
        assert answer.status_code == 200, answer.text
        read = exact(answer.text)
        assert read.keys() == {"data"}, answer.text
        return read["data"]

    def failures(self, query: str, **variables: Json) -> tuple[list[Json], Json]:
        """Return the errors and the data of a request that was executed."""
        answer = self.post(query, **variables)
        assert answer.status_code == 200, answer.text
        read = exact(answer.text)
        assert read["errors"], answer.text
        return read["errors"], read["data"]

    def refused(self, query: str, **variables: Json) -> list[Json]:
        """Return the errors of a request that was not executed."""
        answer = self.post(query, **variables)
        assert answer.status_code == 400, answer.text
        read = answer.json()
        assert read.keys() == {"errors"}
        errors: list[Json] = read["errors"]
        return errors


def exact(text: str) -> Json:
    return json.loads(text, parse_float=Decimal)


def written(value: Json) -> str:
    """Encode a value that may contain `Decimal` as JSON."""
    match value:
        case dict():
            members = (f"{json.dumps(name)}: {written(each)}" for name, each in value.items())
            return f"{{{', '.join(members)}}}"
        case list():
            return f"[{', '.join(map(written, value))}]"
        case Decimal():
            return str(value)
        case _:
            return json.dumps(value)

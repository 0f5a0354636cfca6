"""The journal records requests and never shows a credential."""

import httpx2

from corrigenda.emulator import Emulator

SECRET = "very-secret-token"


def test_what_arrived_is_listed() -> None:
    with Emulator() as emulator, httpx2.Client(base_url=emulator.url("sonicpay")) as client:
        client.headers["Authorization"] = f"Bearer {SECRET}"
        client.get("/v1/invoices?status=paid&status=un%20paid&page=")
        client.patch("/invoices/a%2Fb", content=b'{"amount":1.10}')
        client.put("/invoices/x")
        client.get("/nothing")
        everything = emulator.requests()
    listed, updated, put, nothing = everything
    assert [entry.operation for entry in everything] == [
        "list_invoices",
        "update_invoice",
        None,
        None,
    ]
    assert [entry.status for entry in everything] == [422, 404, 405, 404]
    assert (listed.provider, listed.method, listed.path) == ("sonicpay", "GET", "/v1/invoices")
    assert listed.raw_query == "status=paid&status=un%20paid&page="
    assert listed.query == (("status", "paid"), ("status", "un paid"), ("page", ""))
    assert listed.headers["authorization"] == f"Bearer {SECRET}"
    assert (updated.path, updated.body) == ("/invoices/a%2Fb", b'{"amount":1.10}')
    assert b"no invoice a/b" in updated.answer
    assert (put.method, nothing.path) == ("PUT", "/nothing")
    assert emulator.requests("update_invoice") == [updated]
    assert emulator.requests("update_invoice", provider="sonicpay") == [updated]


def test_a_refused_token_is_listed_under_its_operation(emulator: Emulator) -> None:
    httpx2.post(
        emulator.url("sonicpay") + "/invoices", headers={"Authorization": "Bearer invalid-1"}
    )
    assert emulator.requests("create_invoice")[-1].status == 401


def test_no_credential_is_shown() -> None:
    with Emulator() as emulator:
        url = emulator.url("sonicpay")
        httpx2.get(
            f"{url}/invoices", headers={"Authorization": f"Bearer {SECRET}", "Cookie": SECRET}
        )
        assert SECRET not in repr(emulator.requests())
        root = url.removesuffix("/sonicpay")
        shown = httpx2.get(f"{root}/_emulator/requests")
        assert SECRET not in shown.text
        assert shown.json()[0]["headers"]["authorization"] == "***"
        assert shown.json()[0]["operation"] == "list_invoices"
        assert httpx2.get(f"{root}/_emulator/requests?operation=other").json() == []

"""Credentials, and the separation of tenants."""

import httpx2
import pytest

from corrigenda.emulator import Emulator


@pytest.mark.parametrize(
    "value",
    ["", "Bearer", "Basic abc", "abc", "Bearer a b", "Bearer invalid-", "Bearer invalid-x"],
)
def test_a_bad_token_is_refused(emulator: Emulator, value: str) -> None:
    answer = httpx2.get(emulator.url("sonicpay") + "/invoices", headers={"Authorization": value})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["status"] == "error"


def test_no_token_is_refused(emulator: Emulator) -> None:
    url = emulator.url("sonicpay")
    assert httpx2.get(url + "/invoices").status_code == 401
    assert httpx2.post(url + "/invoices", json={}).status_code == 401
    assert httpx2.get(url + "/invoices/x").status_code == 401


def test_two_tokens_at_once_are_refused(emulator: Emulator) -> None:
    headers = [("Authorization", "Bearer a"), ("Authorization", "Bearer b")]
    answer = httpx2.get(emulator.url("sonicpay") + "/invoices", headers=headers)
    assert answer.status_code == 401


def test_a_token_without_scope_is_forbidden(emulator: Emulator) -> None:
    headers = {"Authorization": "Bearer noscope-x"}
    answer = httpx2.get(emulator.url("sonicpay") + "/invoices", headers=headers)
    assert answer.status_code == 403
    assert answer.json()["status"] == "error"


def test_the_scheme_may_have_any_case(emulator: Emulator) -> None:
    headers = {"Authorization": "bearer x"}
    url = emulator.url("sonicpay") + "/invoices"
    assert httpx2.get(url, headers=headers).status_code == 200


def test_tenants_do_not_see_each_other(documented_emulator: Emulator) -> None:
    url = documented_emulator.url("sonicpay") + "/invoices"
    one, other = ({"Authorization": f"Bearer {name}"} for name in ("one", "other"))
    httpx2.patch(f"{url}/invoice_id", headers=one, json={"amount": 7})
    assert httpx2.get(f"{url}/invoice_id", headers=one).json()["amount"] == 7
    assert httpx2.get(f"{url}/invoice_id", headers=other).json()["amount"] == 15.5


def test_a_refused_first_request_leaves_the_seed(documented_emulator: Emulator) -> None:
    url = documented_emulator.url("sonicpay") + "/invoices"
    headers = {"Authorization": "Bearer late"}
    assert httpx2.get(f"{url}/nope", headers=headers).status_code == 404
    assert httpx2.get(url, headers=headers).json()["meta"]["total_count"] == 3

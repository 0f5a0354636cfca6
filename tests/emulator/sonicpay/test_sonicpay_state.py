"""The store of invoices, the seeds, and responses that violate the schema."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from corrigenda.emulator import Emulator, EmulatorError
from corrigenda.emulator.schema import locate

TOKEN = {"Authorization": "Bearer me"}


def invoices(emulator: Emulator, query: str = "per_page=100") -> str:
    url = f"{emulator.url('sonicpay')}/invoices?{query}"
    answer = httpx2.get(url, headers=TOKEN)
    assert answer.status_code == 200, answer.text
    return answer.text


def update(emulator: Emulator, body: str) -> httpx2.Response:
    url = emulator.url("sonicpay") + "/invoices/invoice_id"
    return httpx2.patch(url, headers=TOKEN, content=body)


def test_a_file_survives_a_restart(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'state.db'}"
    with Emulator(seed="docs", store=store) as emulator:
        assert update(emulator, '{"amount":12345678901234567.890}').status_code == 200
        before = invoices(emulator)
    with Emulator(seed="docs", store=store) as emulator:
        assert invoices(emulator) == before
    assert '"amount":12345678901234567.890,' in before


def test_a_file_is_shared_by_two_emulators_at_once(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'state.db'}"
    with Emulator(seed="docs", store=store) as one, Emulator(seed="docs", store=store) as other:

        def change(emulator: Emulator) -> set[int]:
            return {update(emulator, f'{{"amount":{number}}}').status_code for number in range(15)}

        with ThreadPoolExecutor() as pool:
            assert list(pool.map(change, (one, other))) == [{200}, {200}]
        assert invoices(one) == invoices(other)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are not listed there")
def test_the_file_is_closed_at_the_end(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with Emulator(seed="docs", store=f"sqlite:///{file}") as emulator:
        invoices(emulator)
        assert str(file) in open_files()
    assert str(file) not in open_files()


def open_files() -> set[str]:
    return {os.path.realpath(handle) for handle in Path("/proc/self/fd").iterdir()}


def test_no_token_is_stored(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with Emulator(seed="docs", store=f"sqlite:///{file}") as emulator:
        token = "a-token-to-look-for"
        url = emulator.url("sonicpay") + "/invoices"
        httpx2.get(url, headers={"Authorization": f"Bearer {token}"})
    assert token.encode() not in file.read_bytes()


def test_memory_is_forgotten() -> None:
    emulator = Emulator(seed="docs")
    with emulator:
        update(emulator, '{"amount":1}')
        changed = invoices(emulator)
    with emulator:
        assert invoices(emulator) != changed
        assert [entry.operation for entry in emulator.requests()] == ["list_invoices"]


def test_the_crowd_is_the_same_every_time() -> None:
    with Emulator(seed="demo", size=30) as emulator:
        first = invoices(emulator)
        paid = httpx2.get(f"{emulator.url('sonicpay')}/invoices?status=paid", headers=TOKEN).json()[
            "meta"
        ]["total_count"]
    with Emulator(seed="demo", size=30) as emulator:
        assert invoices(emulator) == first
        assert '"total_count":30' in first
        assert 0 < paid < 30
        created = emulator.url("sonicpay") + "/invoices"
        body = {"amount": 1, "currency": "EUR", "customer_email": "a@b.example"}
        body |= {"customer_name": "A", "line_items": [], "due_date": "2022-01-01", "metadata": {}}
        assert httpx2.post(created, headers=TOKEN, json=body).json()["reference"] == "INV-31"


def test_the_usual_crowd_is_three_hundred() -> None:
    with Emulator(seed="demo") as emulator:
        assert '"total_count":300' in invoices(emulator)


def test_nothing_is_there_without_a_seed(emulator: Emulator) -> None:
    assert '"total_count":0' in invoices(emulator)


@pytest.fixture
def other_data(tmp_path: Path) -> Path:
    place = locate("sonicpay", None)
    (tmp_path / "sonicpay").mkdir()
    shutil.copy(place.schema, tmp_path / "sonicpay" / "openapi.yaml")
    shutil.copytree(place.samples, tmp_path / "sonicpay" / "samples")
    return tmp_path


def replace(data: Path, old: str, new: str) -> None:
    file = data / "sonicpay" / "openapi.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_an_answer_that_breaks_the_schema_does_not_leave(other_data: Path) -> None:
    replace(other_data, "updated_at:", "changed_at:")
    with Emulator(seed="docs", data=other_data, providers=["sonicpay"]) as emulator:
        answer = update(emulator, '{"amount":1}')
        assert answer.status_code == 500
        assert "a bug in the emulator" in answer.json()["message"]
        assert "$.updated_at: unknown property" in answer.json()["message"]
        assert emulator.requests("update_invoice")[0].status == 500


def test_what_may_not_leave_does_not_stay(other_data: Path, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'state.db'}"
    with Emulator(seed="docs", store=store) as emulator:
        before = invoices(emulator)
    replace(other_data, "updated_at:", "changed_at:")
    with Emulator(seed="docs", store=store, data=other_data, providers=["sonicpay"]) as emulator:
        assert update(emulator, '{"amount":1}').status_code == 500
    with Emulator(seed="docs", store=store) as emulator:
        assert invoices(emulator) == before


def test_routes_do_not_follow_the_schema(other_data: Path) -> None:
    replace(other_data, "    patch:", "    put:")
    with Emulator(seed="docs", data=other_data, providers=["sonicpay"]) as emulator:
        assert update(emulator, '{"amount":1}').status_code == 200
        url = emulator.url("sonicpay") + "/invoices/invoice_id"
        assert httpx2.put(url, headers=TOKEN, content="{}").status_code == 405


def test_a_schema_without_an_operation_stops_the_start(other_data: Path) -> None:
    replace(other_data, "update_invoice", "amend_invoice")
    with pytest.raises(EmulatorError, match="lacks: update_invoice"):
        Emulator(data=other_data, providers=["sonicpay"]).__enter__()


def test_samples_without_an_object_stop_the_start(other_data: Path) -> None:
    shutil.rmtree(other_data / "sonicpay" / "samples")
    with pytest.raises(EmulatorError, match="no sample holds an object"):
        Emulator(seed="docs", data=other_data, providers=["sonicpay"]).__enter__()


def test_an_update_moves_the_time_whatever_the_clock_says(other_data: Path) -> None:
    for file in (other_data / "sonicpay" / "samples").glob("update-*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("2022-09-05T", "2999-09-05T"), encoding="utf-8")
    with Emulator(seed="docs", data=other_data, providers=["sonicpay"]) as emulator:
        for milliseconds in (987, 988):
            updated = update(emulator, "{}").json()
            assert updated["updated_at"] == f"2999-09-05T16:35:22.{milliseconds}Z"


def test_a_broken_sample_is_named(other_data: Path) -> None:
    file = other_data / "sonicpay" / "samples" / "broken.yaml"
    file.write_text("operation: get_invoice\nanswer: {body: '{'}\n", encoding="utf-8")
    with pytest.raises(EmulatorError, match=r"broken\.yaml: .* not JSON"):
        Emulator(seed="docs", data=other_data, providers=["sonicpay"]).__enter__()

"""Every documented sample: sent through the client it arrives as documented, and its answer parses.

"As documented" is as mended, where a correction overrules the print; answers must parse as printed,
too. A sample that no test reads is a mistake: all of them are walked.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from sonicpay_client.models import InvoiceCreate, InvoiceUpdate

from corrigenda.emulator import Emulator
from tests.contract.conftest import Caller, Canned
from tests.contract.samples import Sample, by_value, exact, read_samples, without

SAMPLES = read_samples("sonicpay")
HTTP = [sample for sample in SAMPLES if not sample.apart]
ANSWERED = [sample for sample in HTTP if "answer" in sample.content]
BODIES = {"create_invoice": InvoiceCreate, "update_invoice": InvoiceUpdate}


def name(sample: Sample) -> str:
    return sample.name


def send(client: Caller, sample: Sample) -> Any:
    """Call the method of a sample with what its mended request says."""
    request, operation = sample.mended("request"), sample.content["operation"]
    positional = [request["path"].rpartition("/")[2]] if "{" in template(operation) else []
    keywords = dict(request.get("query", {}))
    if "body" in request:
        decoder = msgspec.json.Decoder(BODIES[operation], float_hook=Decimal)
        struct = decoder.decode(request["body"])
        given = exact(request["body"])
        keywords = {
            field: getattr(struct, field) for field in struct.__struct_fields__ if field in given
        }
    keywords |= {
        key: msgspec.convert(keywords[key], date) for key in keywords if key.endswith("_date")
    }
    return getattr(client, operation)(*positional, **keywords)


def template(operation: str) -> str:
    return "/invoices/{id}" if operation in ("get_invoice", "update_invoice") else "/invoices"


@pytest.mark.parametrize("sample", HTTP, ids=name)
def test_request_arrives_as_documented(sample: Sample, client: Caller, emulator: Emulator) -> None:
    send(client, sample)
    (arrived,) = emulator.requests()
    request = sample.mended("request")

    assert (arrived.method, arrived.path) == (request["method"], request["path"])
    assert dict(arrived.query) == request.get("query", {})
    assert (exact(arrived.body) if arrived.body else None) == (
        exact(request["body"]) if "body" in request else None
    )
    assert by_value(exact(arrived.body or b"null")) == by_value(exact(request.get("body", "null")))
    for header, value in request["headers"].items():
        expected = "Bearer test" if header == "Authorization" else value
        assert arrived.headers[header.lower()] == expected


@pytest.mark.parametrize("sample", ANSWERED, ids=name)
def test_the_emulator_answers_as_documented(
    sample: Sample, client: Caller, emulator: Emulator
) -> None:
    send(client, sample)
    differs = list(sample.content.get("differs", {}))
    answered = without(exact(emulator.requests()[0].answer), differs)
    documented = without(exact(sample.mended("answer")["body"]), differs)
    assert by_value(answered) == by_value(documented)


@pytest.mark.parametrize("form", ["printed", "mended"])
@pytest.mark.parametrize("sample", ANSWERED, ids=name)
def test_answer_parses_and_is_written_back(
    sample: Sample, form: str, connect, canned: Canned
) -> None:
    """Written back it is the mended answer by value, whichever form came."""
    text = getattr(sample, form)("answer")["body"]
    canned.body = text[text.index("{") :].encode()  # a printed HTTP head is not part of the body
    answer = send(connect(base_url=canned.url), sample)

    assert by_value(exact(answer.to_json())) == by_value(exact(sample.mended("answer")["body"]))


@pytest.mark.parametrize("sample", ANSWERED, ids=name)
def test_a_strict_client_takes_the_mended_answer(sample: Sample, connect, canned: Canned) -> None:
    canned.body = sample.mended("answer")["body"].encode()
    send(connect(base_url=canned.url, strict=True), sample)


def test_samples_that_are_not_http_say_why() -> None:
    apart = [sample for sample in SAMPLES if sample.apart]
    assert [sample.name for sample in apart] == ["list-sdk"]
    assert all(sample.content["apart"].startswith("SP-30") for sample in apart)

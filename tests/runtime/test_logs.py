"""What is logged, and that no credential is."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corrigenda.runtime import logs
from corrigenda.runtime.call import RawResponse
from corrigenda.runtime.errors import APIError, InternalServerError, ResponseDecodeError
from corrigenda.runtime.exchange import Exchange
from corrigenda.runtime.logs import MOST_BODY, shown_body, shown_headers
from corrigenda.runtime.observe import note_retry, observer_for
from tests.runtime.observing import BUSY, GOOD, LATE, RESET, Driver
from tests.runtime.things import GET, POST, SECRET, SERVICE

NAME = "corrigenda"


def lines(caplog: pytest.LogCaptureFixture, level: int) -> list[str]:
    """The messages of a level, with 0 for every duration."""
    found = [record for record in caplog.records if record.levelno == level]
    assert {record.name for record in found} <= {NAME}
    return [re.sub(r"\d+ ms", "0 ms", record.getMessage()) for record in found]


def test_a_call_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", NAME)
    Driver().send(GOOD)
    said = "get_thing: GET /things/a%2Fb 200 in 0 ms (attempts: 1, request id: r-9)"
    assert lines(caplog, logging.INFO) == [said]
    assert len(caplog.records) == 1


def test_a_failed_call_is_one_line_too(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", NAME)
    for last in (BUSY, LATE, replace(GOOD, body=b"{}")):
        with pytest.raises(APIError):
            Driver().send(RESET, last)
    assert lines(caplog, logging.INFO) == [
        "get_thing: GET /things/a%2Fb 503 in 0 ms (attempts: 2, request id: r-1)"
        ": InternalServerError",
        "get_thing: GET /things/a%2Fb no response in 0 ms (attempts: 2, request id: None)"
        ": APITimeoutError",
        "get_thing: GET /things/a%2Fb 200 in 0 ms (attempts: 2, request id: r-9)"
        ": ResponseDecodeError",
    ]


WARNINGS = [
    "get_thing: GET /things/a%2Fb: attempt 1 gave APIConnectionError (reset by peer)"
    ", the next follows in 0.50 s",
    "get_thing: GET /things/a%2Fb: attempt 2 gave 503, the next follows in 0.50 s",
]


def test_each_repetition_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", NAME)
    Driver().send(RESET, BUSY, GOOD)
    assert lines(caplog, logging.WARNING) == WARNINGS


def test_a_repetition_is_a_warning_even_without_an_observer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert observer_for(SERVICE, GET, None) is None
    driver = Driver(on_event=lambda event: None)
    driver.send(GOOD)
    request = driver.sent[0]
    note_retry(None, SERVICE, Exchange(GET, request, RESET), 1, 0.5)
    note_retry(None, SERVICE, Exchange(GET, request, BUSY), 2, 0.5)
    assert lines(caplog, logging.WARNING) == WARNINGS


def test_debug_shows_headers_and_bodies(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", NAME)
    Driver(call=POST).send(GOOD)
    sent, received = lines(caplog, logging.DEBUG)
    begin = "create_thing: attempt 1: POST https://things.example/things headers {"
    assert sent.startswith(begin)
    assert "'Authorization': '[redacted]'" in sent
    assert "'Accept': 'application/json'" in sent
    assert sent.endswith('} body {"amount":1.10}')
    begin = "create_thing: attempt 1: 200 after 0 ms headers {'x-request-id': 'r-9'} body "
    assert received == begin + '{"amount": 1.10}'


ECHOES = (
    SECRET.encode(),
    json.dumps({"error": f"bad token {SECRET}"}).encode(),
    "".join(f"\\u{ord(c):04x}" for c in SECRET).encode(),
    quote(SECRET, safe="").replace("-", "%2D").encode(),
    f'{{"token": "{SECRET}"}}'.encode("utf-16-le"),
    f'{{"token": "{SECRET}"}} '.encode("utf-16-le") + b" ",
    (" " * (2**20 - 10) + SECRET + " " * 100).encode(),
    (SECRET + " ").encode() * 70_000,
)


@pytest.mark.parametrize("echo", ECHOES, ids=range(len(ECHOES)))
def test_no_line_shows_a_credential(caplog: pytest.LogCaptureFixture, echo: bytes) -> None:
    caplog.set_level("DEBUG", NAME)
    call = replace(POST, path=f"/of/{SECRET}", query=(("q", SECRET),), body=echo)
    headers = {"x-request-id": SECRET, "set-cookie": "id=findable", "x-echo": f"Bearer {SECRET}"}
    response = RawResponse(503, headers, echo, broken=f"cut at {SECRET}")
    extra = {"X-Api-Key": "findable", "Cookie": "a=findable", "X-Copy": SECRET}
    with pytest.raises(InternalServerError):
        Driver(call=call, extra=extra).send(response, response)
    assert [record.levelname for record in caplog.records] == [
        *("DEBUG", "DEBUG", "WARNING", "DEBUG", "DEBUG", "INFO"),
    ]
    assert SECRET not in caplog.text
    assert SECRET[:-1] not in re.sub(r"[\x00 ]", "", caplog.text)
    assert "findable" not in caplog.text


def test_a_credential_too_short_to_be_redacted_is_hidden_by_its_header(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG", NAME)
    Driver(token="qzx").send(GOOD)
    assert "qzx" not in caplog.text
    assert shown_headers({"Key": "qzx"}, (), ["key"]) == {"Key": "[redacted]"}


def test_the_reason_of_a_repetition_shows_no_credential(caplog: pytest.LogCaptureFixture) -> None:
    Driver(on_event=lambda event: None).send(replace(RESET, reason=f"reset\n{SECRET}"), GOOD)
    (said,) = lines(caplog, logging.WARNING)
    assert "attempt 1 gave APIConnectionError (reset [redacted]), the next" in said


@given(st.binary(max_size=50), st.sampled_from([b"x", "é".encode(), b'{"a": 1}', b"\n", b"\\"]))
def test_a_body_is_one_line_of_bounded_length(start: bytes, piece: bytes) -> None:
    shown = shown_body(start + piece * MOST_BODY, {}, [SECRET])
    assert shown.isprintable()
    assert len(shown) < MOST_BODY + 30


def test_nothing_can_forge_a_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", NAME)
    headers = {"x-request-id": "a\nb", "x-other": "a\x1b[2J\nb"}
    with pytest.raises(ResponseDecodeError):
        Driver().send(RawResponse(200, headers, b"\n\x1b", broken="a"))
    assert all(record.getMessage().isprintable() for record in caplog.records)
    assert len(caplog.records) == 3


SCRIPT = """
import logging, sys
from tests.runtime.observing import BUSY, GOOD, Driver
from corrigenda.runtime.logs import logger_for
from corrigenda.runtime.exchange import Exchange
from corrigenda.runtime.observe import note_retry, observer_for
assert "logging" not in sys.modules or not logging.getLogger("corrigenda").handlers
driver = Driver(on_event=print)
driver.send(GOOD)
logger_for.cache_clear()  # as if two threads had sent the first call together
driver.send(BUSY, GOOD)
note_retry(None, driver.service, Exchange(driver.call, driver.sent[0], BUSY), 1, 0.5)
assert not logging.getLogger().handlers
logging.getLogger("other").info("not shown")
"""


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def written(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("value", [None, "", " "])
def test_a_program_without_logging_gets_no_output(
    environment: dict[str, str], value: str | None
) -> None:
    done = written(environment if value is None else {**environment, "TEST_LOG": value})
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("value", "levels"),
    [
        ("debug", "DEBUG DEBUG INFO DEBUG DEBUG WARNING DEBUG DEBUG INFO WARNING"),
        ("INFO", "INFO WARNING INFO WARNING"),
        ("warning", "WARNING WARNING"),
    ],
)
def test_a_variable_makes_it_write(environment: dict[str, str], value: str, levels: str) -> None:
    done = written({**environment, "TEST_LOG": value})
    assert done.returncode == 0, done.stderr
    found = [line.split()[2:4] for line in done.stderr.splitlines()]
    assert found == [[NAME, level] for level in levels.split()]


def test_an_unknown_value_is_an_error(environment: dict[str, str]) -> None:
    done = written({**environment, "TEST_LOG": "loud"})
    said = "ConfigurationError: TEST_LOG: set it to debug, info or warning"
    assert done.stderr.splitlines()[-1].endswith(said)


def test_the_logger_has_the_name_of_the_package(tmp_path: Path) -> None:
    runtime = Path(str(logs.__file__)).parent
    shutil.copytree(runtime, tmp_path / "some_client" / "_runtime")
    (tmp_path / "some_client" / "__init__.py").touch()
    code = "from some_client._runtime.logs import logger_for; print(logger_for('X_LOG').name)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "some_client"

"""Spans and measurements of calls, in OpenTelemetry's own SDK."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from opentelemetry import baggage, context, metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import HistogramDataPoint, InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from corrigenda.runtime.call import RawResponse
from corrigenda.runtime.errors import (
    APIError,
    APITimeoutError,
    NotFoundError,
    ResponseDecodeError,
)
from corrigenda.runtime.observe import observer_for
from corrigenda.runtime.tracing import BUCKETS, call_trace
from tests.runtime.observing import BUSY, GOOD, LATE, RESET, Driver
from tests.runtime.raw import once, raw_server, response
from tests.runtime.things import GET, POST, SECRET, SERVICE


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    yield exporter
    provider.shutdown()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemoryMetricReader]:
    made = InMemoryMetricReader()
    provider = MeterProvider([made])
    monkeypatch.setattr(metrics, "get_meter_provider", lambda: provider)
    yield made
    provider.shutdown()


def only(exporter: InMemorySpanExporter) -> ReadableSpan:
    (span,) = exporter.get_finished_spans()
    return span


SERVER = {
    "http.request.method": "GET",
    "server.address": "things.example",
    "server.port": 443,
}
ALWAYS = {**SERVER, "url.full": "https://things.example/things/a%2Fb"}


def told(span: ReadableSpan) -> list[tuple[str, dict[str, Any]]]:
    return [(event.name, dict(event.attributes or {})) for event in span.events]


def test_a_call_is_one_client_span(spans: InMemorySpanExporter) -> None:
    Driver().send(GOOD)
    span = only(spans)
    assert span.name == "GET get_thing"
    assert span.kind is trace.SpanKind.CLIENT
    assert span.status.status_code is trace.StatusCode.UNSET
    assert span.attributes == {**ALWAYS, "http.response.status_code": 200}
    assert told(span) == [("request", {}), ("response", {"http.response.status_code": 200})]
    scope = span.instrumentation_scope
    assert scope is not None
    assert (scope.name, scope.version) == ("corrigenda", "1.2.3")


def test_attempts_are_events_of_the_span(spans: InMemorySpanExporter) -> None:
    Driver().send(RESET, BUSY, GOOD)
    span = only(spans)
    resent, status = "http.request.resend_count", "http.response.status_code"
    assert span.attributes == {**ALWAYS, status: 200, resent: 2}
    assert span.status.status_code is trace.StatusCode.UNSET
    assert told(span) == [
        ("request", {}),
        ("retry", {"error.type": "APIConnectionError", "retry.delay": 0.5}),
        ("request", {resent: 1}),
        ("response", {status: 503}),
        ("retry", {"error.type": "503", "retry.delay": 0.5}),
        ("request", {resent: 2}),
        ("response", {status: 200}),
    ]


@pytest.mark.parametrize(
    ("outcome", "kind", "ending"),
    [
        (BUSY, APIError, {"http.response.status_code": 503, "error.type": "503"}),
        (
            RawResponse(404, {}, b""),
            NotFoundError,
            {"http.response.status_code": 404, "error.type": "404"},
        ),
        (LATE, APITimeoutError, {"error.type": "APITimeoutError"}),
        (
            replace(GOOD, body=b"{}"),
            ResponseDecodeError,
            {"http.response.status_code": 200, "error.type": "ResponseDecodeError"},
        ),
        (
            RawResponse(302, {}, b""),
            APIError,
            {"http.response.status_code": 302, "error.type": "APIStatusError"},
        ),
    ],
    ids=["503", "404", "lost", "undecodable", "redirect"],
)
def test_a_failure_is_an_error_without_a_description(
    spans: InMemorySpanExporter,
    reader: InMemoryMetricReader,
    outcome: Any,
    kind: type[APIError],
    ending: dict[str, Any],
) -> None:
    with pytest.raises(kind):
        Driver().send(outcome)
    span = only(spans)
    assert span.attributes == {**ALWAYS, **ending}
    assert span.status.status_code is trace.StatusCode.ERROR
    assert span.status.description is None
    (point,) = points(reader)
    assert point.attributes == {**SERVER, **ending}


def test_a_span_ends_whatever_ends_the_call(spans: InMemorySpanExporter) -> None:
    def raising(event: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Driver(on_event=raising).send(GOOD)
    span = only(spans)
    assert span.attributes == {**ALWAYS, "error.type": "KeyboardInterrupt"}


def points(reader: InMemoryMetricReader) -> list[HistogramDataPoint]:
    data = reader.get_metrics_data()
    assert data is not None
    (metric,) = data.resource_metrics[0].scope_metrics[0].metrics
    assert (metric.name, metric.unit) == ("http.client.request.duration", "s")
    return [point for point in metric.data.data_points if isinstance(point, HistogramDataPoint)]


def test_each_call_is_measured_once(reader: InMemoryMetricReader) -> None:
    Driver().send(RESET, GOOD)
    Driver().send(GOOD)
    (point,) = points(reader)
    assert point.count == 2
    assert 0 < point.sum < 60
    assert tuple(point.explicit_bounds) == BUCKETS
    assert point.attributes == {**SERVER, "http.response.status_code": 200}


@pytest.mark.parametrize(
    ("base_url", "address", "port"),
    [
        ("http://things.example", "things.example", 80),
        ("https://things.example:8443/v1", "things.example", 8443),
        ("http://[::1]:8080", "::1", 8080),
    ],
)
def test_the_server_is_that_of_the_base_url(
    spans: InMemorySpanExporter, base_url: str, address: str, port: int
) -> None:
    Driver(base_url=base_url).send(GOOD)
    found = only(spans).attributes or {}
    assert (found["server.address"], found["server.port"]) == (address, port)


def test_requests_carry_the_trace_of_the_caller(spans: InMemorySpanExporter) -> None:
    driver = Driver()
    with trace.get_tracer_provider().get_tracer("caller").start_as_current_span("caller"):
        driver.send(RESET, GOOD)
    inner, outer = spans.get_finished_spans()
    begin = f"00-{outer.get_span_context().trace_id:032x}-{inner.get_span_context().span_id:016x}-"
    assert [request.headers["traceparent"][:-2] for request in driver.sent] == [begin] * 2
    assert inner.parent == outer.get_span_context()
    assert driver.sent[0].headers["Authorization"] == f"Bearer {SECRET}"


def test_a_header_of_the_caller_is_kept(spans: InMemorySpanExporter) -> None:
    driver = Driver(extra={"TraceParent": "mine"})
    driver.send(GOOD)
    sent = driver.sent[0].headers
    assert [value for name, value in sent.items() if name.lower() == "traceparent"] == ["mine"]


def test_what_the_program_tells_its_own_services_stays(spans: InMemorySpanExporter) -> None:
    driver = Driver()
    attached = context.attach(baggage.set_baggage("customer", "findable"))
    try:
        driver.send(GOOD)
    finally:
        context.detach(attached)
    assert "baggage" not in driver.sent[0].headers
    assert "findable" not in str(driver.sent[0].headers)


def test_no_span_shows_a_credential_a_query_or_a_body(spans: InMemorySpanExporter) -> None:
    call = replace(POST, path=f"/of/{SECRET}", query=(("q", "findable"),), body=b"findable")
    echo = RawResponse(503, {"x-request-id": SECRET}, f"findable {SECRET}".encode())
    with pytest.raises(APIError):
        Driver(call=call).send(echo, echo)
    shown = only(spans).to_json()
    assert "/of/[redacted]" in shown
    assert SECRET not in shown
    assert "findable" not in shown


def test_a_host_that_is_a_credential_is_not_shown(spans: InMemorySpanExporter) -> None:
    Driver(base_url=f"https://{SECRET}.example").send(GOOD)
    assert SECRET not in only(spans).to_json()


def test_tracing_can_be_suppressed(spans: InMemorySpanExporter) -> None:
    for key in ("suppress_instrumentation", "suppress_http_instrumentation"):
        attached = context.attach(context.set_value(key, True))
        try:
            assert call_trace("1") is None
        finally:
            context.detach(attached)
    assert call_trace("1") is not None


def test_without_a_provider_nothing_is_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    assert call_trace("1") is None
    assert observer_for(SERVICE, GET, None) is None
    monkeypatch.setattr(trace, "get_tracer_provider", trace.NoOpTracerProvider)
    monkeypatch.setattr(metrics, "get_meter_provider", metrics.NoOpMeterProvider)
    assert call_trace("1") is None


UNUSED = """
import sys
from corrigenda.runtime.tracing import call_trace
assert call_trace("1") is None
assert not [name for name in sys.modules if name.startswith("opentelemetry")]
"""

USED = """
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from corrigenda.runtime.tracing import call_trace
assert call_trace("1") is None
trace.set_tracer_provider(TracerProvider())
assert call_trace("1") is not None
"""


@pytest.mark.parametrize("script", [UNUSED, USED], ids=["unused", "used"])
def test_it_waits_for_the_program_to_set_a_provider(script: str) -> None:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_call_over_a_socket_is_traced(
    kind: str, spans: InMemorySpanExporter, reader: InMemoryMetricReader
) -> None:
    with raw_server() as raw:
        raw.says(b"HTTP/1.1 503 x\r\nContent-Length: 0\r\n\r\n", response(b'{"amount":1}'))
        once(kind, raw, GET)
    span = only(spans)
    steps = ["request", "response", "retry", "request", "response"]
    assert [name for name, _ in told(span)] == steps
    assert span.attributes is not None
    assert span.attributes["http.request.resend_count"] == 1
    sent = [each.partition(b"traceparent: ")[2][:55] for each in raw.arrived]
    assert span.context is not None
    assert all(f"{span.context.trace_id:032x}".encode() in each for each in sent)
    data = reader.get_metrics_data()
    assert data is not None

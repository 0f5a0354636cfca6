"""Traces and measures calls with OpenTelemetry, by its semantic conventions for HTTP clients.

A program that wants traces has imported ``opentelemetry`` and set a provider before its first call.
So this module never imports it by itself, and without a provider a call pays for one look into
``sys.modules``.

A call is one client span, and its attempts are events of the span. It is named after the method and
the operation, which has the low cardinality of a URL template; the conventions rule the path out.
``url.full`` has no query, and an error is shown only by its class and status: what a service says
may quote the request. ``http.client.request.duration`` measures the same seconds as the span. The
span is not the current one while the request is sent. Requests carry the context of the trace
(``traceparent``) in whichever form the program has configured, but never ``baggage``, which holds
what the program tells its own services.

Source: OpenTelemetry semantic conventions, HTTP spans and HTTP metrics (stable).
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from .events import FailureEvent, RequestEvent, ResponseEvent, RetryEvent
from .logs import PACKAGE

if TYPE_CHECKING:
    from opentelemetry.metrics import Histogram, MeterProvider
    from opentelemetry.trace import Span, Tracer, TracerProvider
    from opentelemetry.util.types import AttributeValue

T = TypeVar("T")

SCHEMA_URL = "https://opentelemetry.io/schemas/1.23.0"
"""The version in which the conventions for HTTP became stable."""

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)
"""The boundaries that the conventions advise for durations, in seconds."""

_PROPAGATED = ("traceparent", "tracestate", "b3", "x-b3-", "uber-trace-id", "x-amzn-trace-id")
"""How the names of headers begin that carry the context of a trace, and nothing else."""

_SUPPRESSED = ("suppress_instrumentation", "suppress_http_instrumentation")


class CallTrace:
    """The span and the measurement of one call; either may be missing."""

    __slots__ = ("_attributes", "_histogram", "_span", "_tracer")

    def __init__(self, tracer: Tracer | None, histogram: Histogram | None) -> None:
        self._tracer = tracer
        self._histogram = histogram
        self._span: Span | None = None
        self._attributes: dict[str, AttributeValue] = {}

    def request(self, event: RequestEvent) -> Mapping[str, str]:
        """Note an attempt, and return the headers that it carries."""
        if not self._attributes:
            self._begin(event)
        if self._span is None:
            return {}
        resent = {"http.request.resend_count": event.attempt - 1} if event.attempt > 1 else {}
        self._span.set_attributes(resent)
        self._span.add_event("request", resent)
        return _propagated(self._span)

    def _begin(self, event: RequestEvent) -> None:
        self._attributes = {"http.request.method": event.method, **_server(event.url)}
        if self._tracer is not None:
            from opentelemetry.trace import SpanKind

            self._span = self._tracer.start_span(
                f"{event.method} {event.operation}",
                kind=SpanKind.CLIENT,
                attributes={**self._attributes, "url.full": event.url},
            )

    def response(self, event: ResponseEvent) -> None:
        """Note a response."""
        if self._span is not None:
            status = {"http.response.status_code": event.status_code}
            self._span.add_event("response", status)

    def retry(self, event: RetryEvent) -> None:
        """Note a wait before the next attempt."""
        if self._span is not None:
            reason = event.error or str(event.status_code)
            self._span.add_event("retry", {"error.type": reason, "retry.delay": event.delay})

    def end(self, last: ResponseEvent | FailureEvent, elapsed: float) -> None:
        """End the span, and measure the call.

        Args:
            last: the failure of the call, or else its response.
            elapsed: seconds of the whole call.
        """
        ending = _ending(last)
        if self._span is not None:
            self._end_span(self._span, ending)
        if self._histogram is not None and self._attributes:
            self._histogram.record(elapsed, {**self._attributes, **ending})

    def _end_span(self, span: Span, ending: Mapping[str, AttributeValue]) -> None:
        span.set_attributes(ending)
        if "error.type" in ending:
            from opentelemetry.trace import StatusCode

            # Without a description, as the attributes say why.
            span.set_status(StatusCode.ERROR)
        span.end()


def call_trace(version: str) -> CallTrace | None:
    """Return the trace of a new call, or None if the program has set no provider.

    ``version`` is that of the package.
    """
    if "opentelemetry.trace" not in sys.modules and "opentelemetry.metrics" not in sys.modules:
        return None
    from opentelemetry import metrics, trace

    tracers = _real(trace.get_tracer_provider())
    meters = _real(metrics.get_meter_provider())
    if (tracers is None and meters is None) or _is_suppressed():
        return None
    return CallTrace(
        None if tracers is None else _tracer(tracers, version),
        None if meters is None else _histogram(meters, version),
    )


def _real(provider: T) -> T | None:
    """Return a provider, or None for one of the API's own, which does nothing."""
    own = type(provider).__module__.startswith(("opentelemetry.trace", "opentelemetry.metrics"))
    return None if own else provider


def _server(url: str) -> dict[str, AttributeValue]:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:  # a credential that is part of the host was redacted
        return {}
    return {"server.address": parts.hostname or "", "server.port": port}


def _is_suppressed() -> bool:
    from opentelemetry import context

    return any(context.get_value(key) for key in _SUPPRESSED)


@functools.lru_cache(maxsize=4)
def _tracer(provider: TracerProvider, version: str) -> Tracer:
    return provider.get_tracer(PACKAGE, version, schema_url=SCHEMA_URL)


@functools.lru_cache(maxsize=4)
def _histogram(provider: MeterProvider, version: str) -> Histogram:
    return provider.get_meter(PACKAGE, version, schema_url=SCHEMA_URL).create_histogram(
        "http.client.request.duration",
        unit="s",
        description="Duration of HTTP client requests.",
        explicit_bucket_boundaries_advisory=BUCKETS,
    )


def _propagated(span: Span) -> dict[str, str]:
    from opentelemetry import propagate, trace

    carrier: dict[str, str] = {}
    propagate.inject(carrier, trace.set_span_in_context(span))
    return {name: value for name, value in carrier.items() if name.lower().startswith(_PROPAGATED)}


def _ending(last: ResponseEvent | FailureEvent) -> dict[str, AttributeValue]:
    found: dict[str, AttributeValue] = {}
    if last.status_code is not None:
        found["http.response.status_code"] = last.status_code
    if isinstance(last, FailureEvent):
        refused = last.status_code is not None and last.status_code >= 400
        found["error.type"] = str(last.status_code) if refused else last.error
    return found

"""Tells whoever listens what happens to a call: ``on_event=``, the log and OpenTelemetry.

A connection asks for an observer once a call. It gets None if nobody listens, so that such a call
costs nothing more. The log and the trace are told before ``on_event``, because what that raises
reaches the caller.

    with observer:
        request = observer.request(request, attempt)
        ...                                             # send it
        observer.response(outcome)
        observer.retry(outcome, delay)                  # only if the call is sent again

The ``with`` statement ends the observation: the call has failed if an exception passes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from . import logs
from .call import Call, Lost, RawResponse, Request
from .errors import APIStatusError
from .events import CallEvent, FailureEvent, RequestEvent, ResponseEvent, RetryEvent
from .exchange import Exchange
from .failures import find_request_id
from .redact import redact
from .service import Service
from .tracing import CallTrace, call_trace

if TYPE_CHECKING:
    import logging

_INFO = 20
"""``logging.INFO``, which is not imported with this module."""


def observer_for(
    service: Service, call: Call[Any], on_event: Callable[[CallEvent], object] | None
) -> Observer | None:
    """Return the observer of a new call, or None if nobody listens.

    Raises:
        ConfigurationError: the environment variable of the log has an unknown value.
    """
    logger = logs.logger_for(_variable(service))
    trace = call_trace(service.user_agent.rpartition("/")[2])
    if on_event is None and trace is None and not logger.isEnabledFor(_INFO):
        return None
    return Observer(service, call, on_event, logger, trace)


class Observer:
    """Observes one call, with all its attempts. What ``on_event`` raises reaches the caller."""

    __slots__ = (
        "_attempt",
        "_began",
        "_call",
        "_logger",
        "_on_event",
        "_request",
        "_response",
        "_sent",
        "_service",
        "_trace",
        "_url",
    )

    def __init__(
        self,
        service: Service,
        call: Call[Any],
        on_event: Callable[[CallEvent], object] | None,
        logger: logging.Logger,
        trace: CallTrace | None,
    ) -> None:
        self._service = service
        self._call = call
        self._on_event = on_event
        self._logger = logger
        self._trace = trace
        self._began = self._sent = perf_counter()
        self._attempt = 0
        self._url = ""
        self._request: Request | None = None
        self._response: ResponseEvent | None = None

    def request(self, request: Request, attempt: int) -> Request:
        """Note that a request is about to be sent, and return it with the headers of the trace.

        Args:
            request: the request, of the first or of a later attempt.
            attempt: number of the attempt; the first is 1.
        """
        self._attempt, self._response = attempt, None
        self._url = redact(request.url, request.secrets)
        event = RequestEvent(
            operation=self._call.operation, method=request.method, url=self._url, attempt=attempt
        )
        if self._trace is not None:
            request = _with_headers(request, self._trace.request(event))
        self._request = request
        names = [credential.name for credential in self._service.credentials]
        logs.log_request(self._logger, event, request, names)
        self._tell(event)
        self._sent = perf_counter()
        return request

    def response(self, outcome: RawResponse | Lost) -> None:
        """Note what an attempt gave. If nothing arrived, only ``retry`` or the failure tells."""
        request = self._request
        if request is None or isinstance(outcome, Lost):
            return
        event = self._response = self._response_event(request, outcome)
        if self._trace is not None:
            self._trace.response(event)
        logs.log_response(self._logger, event, request, outcome)
        self._tell(event)

    def retry(self, outcome: RawResponse | Lost, delay: float) -> None:
        """Note that the call will be sent again after some seconds."""
        if self._request is None:
            return
        event = _log_retry(self._logger, self._call, self._request, outcome, self._attempt, delay)
        if self._trace is not None:
            self._trace.retry(event)
        self._tell(event)

    def end(self, error: BaseException | None = None) -> None:
        """Note that the call has ended, with an error or without."""
        elapsed = perf_counter() - self._began
        last = self._response if error is None else self._failure_event(error, elapsed)
        if last is None:
            return
        if self._trace is not None:
            self._trace.end(last, elapsed)
        logs.log_call(self._logger, last, elapsed)
        if isinstance(last, FailureEvent):
            self._tell(last)

    def __enter__(self) -> Observer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.end(error)

    def _response_event(self, request: Request, response: RawResponse) -> ResponseEvent:
        found = find_request_id(response.headers, self._service.request_id_headers)
        return ResponseEvent(
            operation=self._call.operation,
            method=request.method,
            url=self._url,
            attempt=self._attempt,
            status_code=response.status_code,
            request_id=found and redact(found, request.secrets),
            elapsed=perf_counter() - self._sent,
        )

    def _failure_event(self, error: BaseException, elapsed: float) -> FailureEvent:
        # The error may be about an earlier response than the last: see ``settle_paths``.
        about = error if isinstance(error, APIStatusError) else self._response
        return FailureEvent(
            operation=self._call.operation,
            method=self._call.method,
            url=self._url,
            attempt=self._attempt,
            status_code=about.status_code if about else None,
            request_id=about.request_id if about else None,
            error=type(error).__name__,
            elapsed=elapsed,
        )

    def _tell(self, event: CallEvent) -> None:
        on_event = self._on_event
        if on_event is None:
            return
        self._on_event = None  # a callable that raises is not called again
        on_event(event)
        self._on_event = on_event


def _with_headers(request: Request, more: Mapping[str, str]) -> Request:
    """Return a request with the headers that it does not have yet."""
    present = {name.lower() for name in request.headers}
    missing = {name: value for name, value in more.items() if name.lower() not in present}
    return replace(request, headers={**request.headers, **missing}) if missing else request


def note_retry(
    observer: Observer | None,
    service: Service,
    exchange: Exchange[Any],
    attempt: int,
    delay: float,
) -> None:
    """Note that a call will be sent again: a warning is logged even if nobody else listens.

    Args:
        observer: that of the call, or None.
        service: the service.
        exchange: the attempt that failed.
        attempt: its number; the first is 1.
        delay: seconds until the next attempt.
    """
    if observer is not None:
        observer.retry(exchange.response, delay)
        return
    logger = logs.logger_for(_variable(service))
    _log_retry(logger, exchange.call, exchange.request, exchange.response, attempt, delay)


def _log_retry(
    logger: logging.Logger,
    call: Call[Any],
    request: Request,
    outcome: RawResponse | Lost,
    attempt: int,
    delay: float,
) -> RetryEvent:
    status_code, error, reason = None, None, ""
    if isinstance(outcome, Lost):
        error = "APITimeoutError" if outcome.timed_out else "APIConnectionError"
        reason = redact(outcome.reason, request.secrets)
    else:
        status_code = outcome.status_code
    event = RetryEvent(
        operation=call.operation,
        method=call.method,
        url=redact(request.url, request.secrets),
        attempt=attempt,
        status_code=status_code,
        error=error,
        delay=delay,
    )
    logs.log_retry(logger, event, reason)
    return event


def _variable(service: Service) -> str:
    """Return the environment variable of the log, such as ``ACME_LOG``."""
    return service.base_url_variable.removesuffix("_BASE_URL") + "_LOG"

"""Drives an observer by hand, as a connection does, for the tests of what it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from corrigenda.runtime.call import Call, Lost, RawResponse, Request
from corrigenda.runtime.events import CallEvent
from corrigenda.runtime.exchange import Exchange, request_parts, settle_response
from corrigenda.runtime.observe import observer_for
from corrigenda.runtime.service import Service, Settings
from tests.runtime.things import GET, SECRET, SERVICE, TOKEN

GOOD = RawResponse(200, {"x-request-id": "r-9"}, b'{"amount": 1.10}')
BUSY = RawResponse(503, {"x-request-id": "r-1"}, b'{"message": "later"}')
RESET = Lost(timed_out=False, reason="reset by peer")
LATE = Lost(timed_out=True, reason="no byte in 30 seconds")


@dataclass
class Driver:
    """Sends a call to a service that gives one outcome after the other."""

    service: Service = SERVICE
    call: Call[Any] = GET
    base_url: str = "https://things.example"
    token: str = SECRET
    on_event: Callable[[CallEvent], object] | None = None
    extra: Mapping[str, str] = field(default_factory=dict[str, str])
    sent: list[Request] = field(default_factory=list[Request])
    delay: float = 0.5

    def send(self, *outcomes: RawResponse | Lost) -> Any:
        """Return the value of the last outcome, or raise its error."""
        settings = Settings(self.service, self.base_url, (), UNSET, strict=False)
        observer = observer_for(self.service, self.call, self.on_event)
        assert observer is not None
        with observer:
            for attempt, outcome in enumerate(outcomes, 1):
                request = request_parts(settings, self.call, {TOKEN: self.token})
                request = replace(request, headers={**request.headers, **self.extra})
                request = observer.request(request, attempt)
                self.sent.append(request)
                observer.response(outcome)
                if attempt < len(outcomes):
                    observer.retry(outcome, self.delay)
            return settle_response(settings, Exchange(self.call, request, outcome))

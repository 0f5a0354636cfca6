"""The URL of a request is the one that httpx2 parses, however it is made."""

from __future__ import annotations

import httpx2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corrigenda.runtime import address
from corrigenda.runtime.address import parsed
from corrigenda.runtime.url import encode_query, path

HOSTS = [
    "https://api.example.com",
    "https://API.Example.com:443",
    "http://localhost:8080",
    "http://127.0.0.1:1",
    "http://[::1]:8080",
    "https://xn--fiqs8s.icom.museum",
    "https://ex%41mple.com",
]
TEXT = st.text("aZ09 /\\.~_-%?#&=,+:;@!é\u4e2d\x7f\x00'\"[]{}|^`<>", max_size=12)


def outcome(make: object, text: str) -> object:
    """Return all that a URL consists of, or the error that refuses it."""
    assert callable(make)
    try:
        url = make(text)
    except httpx2.InvalidURL as error:
        return type(error), str(error)
    return vars(url), str(url), url.raw_path, url.netloc, url.params, hash(url)


@given(st.sampled_from(HOSTS), TEXT, TEXT)
@example(HOSTS[0], "/a/../b", "")
@example(HOSTS[0], "/a/.", "")
@example(HOSTS[0], "/a%2fb%2Fc", "q=%zz")
@example(HOSTS[0], "", "q=1")
def test_any_text_is_parsed_as_httpx2_does(host: str, target: str, query: str) -> None:
    for text in (f"{host}{target}?{query}", f"{host}/{target}", f"{host}/{target}?{query}"):
        assert outcome(parsed, text) == outcome(httpx2.URL, text)


@given(
    st.sampled_from(HOSTS),
    st.text(min_size=1, max_size=9).filter(lambda text: text not in (".", "..")),
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=9)), max_size=3),
)
def test_whatever_we_encode_is_what_httpx2_parses(
    host: str, value: str, pairs: list[tuple[str, str]]
) -> None:
    try:
        target = path("/v1/things/{thing_id}", thing_id=value)
        query = encode_query(pairs, frozenset({"a"}))
    except ValueError:
        return  # a lone surrogate
    text = f"{host}{target}?{query}" if query else f"{host}{target}"
    assert outcome(parsed, text) == outcome(httpx2.URL, text)


def test_a_host_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails, httpx2 keeps its URLs in another way, and every one is parsed again."""
    parsed("https://once.invalid/a")
    monkeypatch.setattr(httpx2, "URL", type("Unparsed", (httpx2.URL,), {"__init__": None}))
    url = parsed("https://once.invalid/b/c%2Fd?q=x,y")
    assert str(url) == "https://once.invalid/b/c%2Fd?q=x,y"
    assert url.raw_path == b"/b/c%2Fd?q=x,y"


@pytest.mark.parametrize("text", ["https://a.invalid/" + "b" * 9000, "https://a.invalid/%2f"])
def test_what_parsing_might_change_is_parsed(text: str) -> None:
    assert outcome(parsed, text) == outcome(httpx2.URL, text)


def test_a_version_of_httpx2_that_keeps_urls_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(*_given: object) -> httpx2.URL:
        return httpx2.URL("https://elsewhere.invalid/a")

    address._origin.cache_clear()
    monkeypatch.setattr(address, "_at", other)
    assert str(parsed("https://new.invalid/a")) == "https://new.invalid/a"
    address._origin.cache_clear()


def test_the_cache_of_hosts_is_bounded() -> None:
    assert address._origin.cache_parameters()["maxsize"] == 64

"""Links to the next page: RFC 8288, and nowhere but the same origin."""

import pytest

from corrigenda.runtime.links import link_after, next_link

HEADERS = {
    '<https://a.example/2>; rel="next"': "https://a.example/2",
    "</2>; rel=next": "/2",
    '<?page=2>; REL="Next"': "?page=2",
    '<1>; rel="prev", <2>; rel="next"': "2",
    '<9>; title="a, <b>; rel=next"; rel=last, <2>; rel="first next"': "2",
    "<2>;rel=next;rel=last": "2",
    "<2> ; rel = \"next\" ; title*=UTF-8''x": "2",
    '<2>; rel="next"; title="say \\"hi, there\\""': "2",
    "<2>; rel=prev": None,
    "<2>": None,
    "": None,
    ", <2>; rel=next": "2",
    '<2>;;rel="next"': "2",
    "< 2 >; rel=next,": "2",
    '<1>; rel=next; anchor="/other", <2>; rel=next': "2",
    '<2>; title=""; rel=next': "2",
    '<1>; rel="nextish", <2>; rel="x-next"': None,
}


UNREADABLE = ["2; rel=next", '<p>; rel=prev; title=a"b" c, <n>; rel=next', "<1; rel=next", "x"]


@pytest.mark.parametrize("header", UNREADABLE)
def test_a_header_that_cannot_be_read_is_no_end_of_a_list(header: str) -> None:
    url, problem = link_after(AT, header, is_header=True)
    assert url is None
    assert problem.startswith("the Link header cannot be read from here on")


@pytest.mark.parametrize("header", HEADERS)
def test_the_next_link_of_a_header(header: str) -> None:
    assert next_link(header) == HEADERS[header]


AT = "https://api.example.com/v1/things"
FOLLOWED = {
    "https://api.example.com/v1/things?page=2": "https://api.example.com/v1/things?page=2",
    "https://API.example.com:443/x": "https://API.example.com:443/x",
    "/other?x=a%2Cb+c": "https://api.example.com/other?x=a%2Cb+c",
    "?page=2": "https://api.example.com/v1/things?page=2",
    "//api.example.com/x": "https://api.example.com/x",
}
REFUSED = [
    "https://evil.example.com/",
    "http://api.example.com/v1/things",
    "https://api.example.com:8443/",
    "https://api.example.com@evil.example.com/",
    "https://api.example.com.evil.example/",
    "//evil.example.com/x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://[broken/",
]


@pytest.mark.parametrize("told", FOLLOWED)
def test_a_link_within_the_origin(told: str) -> None:
    assert link_after(AT, told, is_header=False) == (FOLLOWED[told], "")


@pytest.mark.parametrize("told", REFUSED)
def test_a_link_elsewhere(told: str) -> None:
    url, problem = link_after(AT, told, is_header=False)
    assert url is None
    assert problem.startswith("the link to the next page")

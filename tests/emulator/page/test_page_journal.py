"""The live list of requests: what arrives, what a filter leaves, and what is in a request."""

import re

import httpx2
import pytest
from selenium.webdriver.common.keys import Keys

from tests.emulator.page.conftest import Page

HOSTILE = """<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>"""


def choose(page: Page, selector: str, value: str) -> None:
    page.one(f'{selector} option[value="{value}"]').click()


def test_the_first_view_teaches_a_first_request(page: Page) -> None:
    page.until(lambda: "No request yet" in page.texts("#rows-empty h2"))
    (command,) = page.texts("#rows-empty pre")
    assert command.startswith("curl '")
    assert page.service()["base_url"] in command


def test_a_request_over_the_socket_appears_and_opens_whole(page: Page) -> None:
    page.one("#rows-empty h2")
    status = page.send("/here?x=1", '{"price": 10.00, "big": 12345678901234567890}')
    page.until(lambda: page.rows() == [f"{status} POST /here?x=1"])
    page.one(".row").click()
    page.until(lambda: page.all("#peek .code"))
    request, answer = page.texts("#peek .code")
    # Numbers keep every digit, which a parser of JavaScript would drop.
    assert request == '{\n  "price": 10.00,\n  "big": 12345678901234567890\n}'
    assert answer.startswith("{\n")
    assert "Bearer any" not in "".join(page.texts("#peek"))
    page.one("#peek summary").click()
    page.until(lambda: page.all("#peek details[open] dl"))


def test_a_second_attempt_and_its_delay_are_shown(page: Page) -> None:
    page.send("/same", "body")
    page.send("/same", "body")
    page.until(lambda: len(page.rows()) == 2)
    (said,) = page.texts(".row .chip.retry")
    assert re.fullmatch(r"attempt 2 after [\d.]+ (ms|s)", said)
    page.one(".row").click()
    page.until(lambda: "since attempt 1" in "".join(page.texts("#peek dd")))


def test_filters_leave_what_matches(page: Page) -> None:
    page.fill()
    status = page.send("/one", "a needle in the body")
    page.send("/two")
    page.until(lambda: len(page.rows()) == 3)
    find = page.one("#find")
    find.send_keys("NEEDLE")
    page.until(lambda: page.rows() == [f"{status} POST /one"])
    find.send_keys("x")
    page.until(lambda: "No request matches" in page.texts("#rows-empty h2"))
    page.one("#rows-empty button").click()
    page.until(lambda: len(page.rows()) == 3)
    choose(page, "#by-status", "2")
    page.until(lambda: [row[:3] for row in page.rows()] == ["200"])
    choose(page, "#by-status", "")
    other = next(each["name"] for each in page.about()["providers"] if each["kind"] != "rest")
    choose(page, "#by-service", other)
    page.until(lambda: page.rows() == [])
    choose(page, "#by-service", page.service()["name"])
    page.until(lambda: len(page.rows()) == 3)
    (operation,) = {each for each in page.texts(".row .operation") if each != "no operation"}
    choose(page, "#by-operation", f"{page.service()['name']}.{operation}")
    page.until(lambda: len(page.rows()) == 1)


def test_a_pause_holds_new_requests_back_and_clear_empties_the_view(page: Page) -> None:
    page.send("/one")
    page.until(lambda: len(page.rows()) == 1)
    page.one("#pause").click()
    page.send("/two")
    page.until(lambda: page.texts("#pause") == ["Resume (1 new)"])
    assert len(page.rows()) == 1
    page.one("#pause").click()
    page.until(lambda: len(page.rows()) == 2)
    page.one("#clear").click()
    page.until(lambda: page.rows() == [])
    page.send("/three")
    page.until(lambda: [row.split("/")[1] for row in page.rows()] == ["three"])


def test_hostile_text_stays_text(page: Page) -> None:
    page.send(f"/x?q={HOSTILE}", HOSTILE, **{"X-Hostile": HOSTILE})
    page.until(lambda: len(page.rows()) == 1)
    page.one(".row").click()
    page.one("#peek summary").click()
    shown = "".join(page.texts("#peek"))
    assert shown.count("<img src=x") >= 3  # the query, the header and the body
    assert page.texts("#peek img, #peek script, #rows img, #rows script") == []
    assert page.driver.title == "Corrigenda emulator"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_keyboard_walks_through_requests(page: Page, width: int) -> None:
    page.resize(width)
    for name in ("a", "b", "c"):
        page.send(f"/{name}")
    page.until(lambda: len(page.rows()) == 3)
    page.type("/", "/")
    assert page.focused.get_attribute("value") == "/"
    page.type(Keys.BACKSPACE, Keys.ARROW_DOWN)
    assert "/c" in page.focused.text
    page.type(Keys.ARROW_DOWN, Keys.ENTER)
    page.until(lambda: "/b" in page.one(".detail .title").text)
    assert page.focused.get_attribute("aria-expanded") == "true"
    page.type(Keys.END)
    assert "/a" in page.focused.text
    page.type(Keys.ESCAPE)
    page.until(lambda: page.all(".detail") == [])
    assert "row" in page.focused.get_attribute("class")


def test_thousands_of_requests_are_shown_in_pages(page: Page) -> None:
    with httpx2.Client(base_url=page.service()["base_url"]) as client:
        for number in range(650):
            client.post(f"/{number}")
    page.until(lambda: page.rows() and page.rows()[0].endswith("/649"))
    assert len(page.rows()) == 200
    page.one("#rows-more").click()
    page.until(lambda: len(page.rows()) == 400)
    page.send("/new")
    page.until(lambda: page.rows()[0].endswith("/new"))
    assert len(page.rows()) == 400
    assert page.texts("#rows-more") == ["Show 200 older of 251"]

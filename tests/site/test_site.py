"""The built site in a real browser, from files: nothing is loaded from elsewhere, and search works.

`nox -s docs` builds the site and runs this; without a built site there is nothing to look at.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

SITE = os.environ.get("CORRIGENDA_SITE", "")
pytestmark = pytest.mark.skipif(not SITE, reason="`nox -s docs` builds the site that this looks at")

# What search shows is in the shadow of an element, where selectors do not reach.
FOUND = """
const found = [];
const walk = (root) => {
  for (const each of root.querySelectorAll("*")) {
    if (each.matches("a[href]")) found.push(each);
    if (each.shadowRoot) walk(each.shadowRoot);
  }
};
for (const each of document.querySelectorAll("*")) if (each.shadowRoot) walk(each.shadowRoot);
return found.map((each) => each.href);
"""
WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    program, binary = shutil.which("chromedriver"), shutil.which("chromium")
    assert program, "no browser: install chromium and chromium-driver"
    options = webdriver.ChromeOptions()
    options.binary_location = binary or ""
    # No name is found, so whatever a page wants from elsewhere is an error in the log.
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with webdriver.Chrome(options, webdriver.ChromeService(program)) as driver:
        yield driver


def place(page: str) -> str:
    return (Path(SITE).resolve() / page).as_uri()


def complaints(driver: webdriver.Chrome) -> list[str]:
    return [line["message"] for line in driver.get_log("browser") if line["level"] == "SEVERE"]


def resize(driver: webdriver.Chrome, width: int, scheme: str) -> None:
    size = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)


def test_search_works_from_files(driver: webdriver.Chrome) -> None:
    resize(driver, 1280, "light")
    driver.get(place("index.html"))
    driver.execute_script("document.querySelector('.md-search__button').click()")
    field = WebDriverWait(driver, 20, 0.05).until(
        lambda one: one.execute_script(
            "return [...document.querySelectorAll('*')].map((each) =>"
            " each.shadowRoot?.querySelector('input')).find(Boolean)"
        )
    )
    field.send_keys("semaphore")
    (result, *_) = WebDriverWait(driver, 20, 0.05).until(
        lambda one: [link for link in one.execute_script(FOUND) if "guides/async.html" in link]
    )
    driver.get(result)
    assert "semaphore" in driver.find_element("css selector", "article").text
    assert complaints(driver) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_fits(driver: webdriver.Chrome, width: int, scheme: str) -> None:
    resize(driver, width, scheme)
    pages = ("index.html", "clients.html", "emulator.html", "reference/sonicpay_client.html")
    for page in pages:
        driver.get(place(page))
        assert driver.execute_script(WIDE) <= 0, page  # less while a scroll bar appears
        ground = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
        light = sum(int(part) for part in re.findall(r"\d+", ground)[:3]) > 3 * 128
        assert light == (scheme == "light"), ground
    assert complaints(driver) == []


def test_nothing_is_loaded_from_elsewhere() -> None:
    loading = re.compile(
        r'<(?:script|img|iframe)[^>]*src="?https?:|<link[^>]*stylesheet[^>]*https?:'
    )
    pages = sorted(Path(SITE).rglob("*.html"))
    assert len(pages) > 30
    assert [page.name for page in pages if loading.search(page.read_text(encoding="utf-8"))] == []

"""A real browser, and what it shows of a running emulator."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from corrigenda.emulator import Emulator

Show = Callable[..., AbstractContextManager["Page"]]
CONTROLS = "a[href], button, input, select, summary, pre[tabindex]"


@dataclass
class Page:
    """The page of an emulator in a browser. Waiting ends when something holds, or fails."""

    driver: webdriver.Chrome
    emulator: Emulator

    def open(self, place: str = "/") -> None:
        self.driver.get("about:blank")  # a change of the fragment alone would load nothing
        self.driver.get(self.emulator.root + place)

    def all(self, selector: str) -> list[WebElement]:
        """What is visible."""
        return [one for one in self.driver.find_elements(By.CSS_SELECTOR, selector) if _seen(one)]

    def one(self, selector: str) -> WebElement:
        found = WebDriverWait(self.driver, 20, 0.05).until(lambda _driver: self.all(selector))
        return found[0]

    def texts(self, selector: str) -> list[str]:
        return self.driver.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent)",
            selector,
        )

    def until(self, holds: Callable[[], Any]) -> None:
        WebDriverWait(self.driver, 20, 0.05).until(lambda _driver: holds())

    def type(self, *keys: str) -> None:
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    @property
    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def rows(self) -> list[str]:
        """Status, method and path of each request, newest first."""
        return self.driver.execute_script(
            "const text = (row, name) => row.querySelector(`.${name}`).textContent;"
            "return [...document.querySelectorAll('.row')].map((row) =>"
            "  ['status', 'method', 'path'].map((name) => text(row, name)).join(' '))"
        )

    def too_wide(self) -> list[str]:
        """What reaches beyond the right edge, whether the page then scrolls or cuts it off."""
        return self.driver.execute_script(
            "const edge = document.documentElement.clientWidth + 0.5;"
            "const wide = (each) => each.checkVisibility()"
            "  && each.getBoundingClientRect().right > edge;"
            "return [...document.querySelectorAll('body *')].filter(wide)"
            "  .map((each) => each.outerHTML.slice(0, 80))"
        )

    def resize(self, width: int, height: int = 800) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    # What happens outside the browser.

    def about(self) -> dict[str, Any]:
        return httpx2.get(f"{self.emulator.root}/_emulator/").json()

    def service(self, kind: str = "rest") -> dict[str, Any]:
        """A service with the address of a list, without what the page would make of it."""
        return next(each for each in self.about()["providers"] if each["kind"] == kind)

    def fill(self) -> None:
        """List something, so that a tenant exists and has the objects of the seed."""
        service = self.service()
        reads = [each["does"].removeprefix("GET ") for each in service["operations"]]
        path = next(each for each in reads if each.startswith("/") and "{" not in each)
        answer = httpx2.get(service["base_url"] + path, headers={"Authorization": "Bearer any"})
        assert answer.status_code == 200

    def send(self, path: str, body: str = "", **headers: str) -> int:
        """A request over the socket; its path means nothing to the service."""
        headers = {"Authorization": "Bearer any", **headers}
        url = self.service()["base_url"] + path
        return httpx2.post(url, content=body, headers=headers).status_code


def _seen(element: WebElement) -> bool:
    try:
        return element.is_displayed()
    except StaleElementReferenceException:
        return False  # the page has replaced it since


@pytest.fixture(scope="session")
def driver() -> Iterator[webdriver.Chrome]:
    program, binary = shutil.which("chromedriver"), shutil.which("chromium")
    assert program, "no browser: install chromium and chromium-driver"
    options = webdriver.ChromeOptions()
    options.binary_location = binary or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with webdriver.Chrome(options, webdriver.ChromeService(program)) as driver:
        yield driver


@pytest.fixture
def show(driver: webdriver.Chrome) -> Iterator[Show]:
    """Start an emulator and show its page; at the end, the console must have no error."""

    @contextmanager
    def started(**settings: Any) -> Iterator[Page]:
        with Emulator(**settings) as emulator:
            page = Page(driver, emulator)
            page.resize(1280)
            yield page
            driver.get("about:blank")  # a page whose emulator ends would complain

    driver.get_log("browser")
    yield started
    said = [line["message"] for line in driver.get_log("browser") if line["level"] == "SEVERE"]
    assert said == []


@pytest.fixture
def page(show: Show) -> Iterator[Page]:
    """The page of an emulator with a seed."""
    with show(seed="docs") as shown:
        shown.open()
        yield shown

"""The files of the page as the server hands them out, and the explorers with and without theirs."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from corrigenda.emulator import Emulator, page
from corrigenda.emulator.page import EXPLORER_POLICY, PAGE_POLICY, asset, has_explorer
from tests.emulator.page.conftest import Page, Show

ASSETS = Path(__file__).parents[3] / "assets"
FILES = sorted(file.name for file in Path(page.__file__).parent.iterdir() if file.suffix != ".py")


@pytest.mark.parametrize(
    "name",
    ["__init__.py", "../emulator.py", "explorers/../index.html", "/etc/passwd", "x.js", "explorers",
     "explorers/", ".", "..", "index.html/", "explorers/..%2findex.html", "\0.js"],
)  # fmt: skip
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    assert asset(name) is None


def test_html_has_no_script_or_style_of_its_own() -> None:
    for name in FILES:
        found = asset(name)
        if found is not None and name.endswith(".html"):
            text = found.content.decode()
            assert re.findall(r"<script[^>]*>[^<]", text) == []
            assert re.findall(r"<style|\son\w+=|\sstyle=|javascript:|https?://", text) == []


def test_scripts_never_parse_html_or_evaluate_text() -> None:
    for name in FILES:
        found = asset(name)
        if found is not None and name.endswith(".js"):
            text = found.content.decode()
            assert (
                re.findall(r"(inner|outer)HTML|insertAdjacentHTML|document\.write|eval", text) == []
            )


def test_assets_are_cached_by_what_is_in_them_and_have_a_policy() -> None:
    with Emulator() as emulator, httpx2.Client(base_url=emulator.root) as client:
        for address, policy in (
            ("/", PAGE_POLICY),
            ("/_emulator/assets/page.js", PAGE_POLICY),
            ("/_emulator/explore/any", EXPLORER_POLICY),
        ):
            answer = client.get(address)
            assert answer.status_code == 200
            assert answer.headers["content-security-policy"] == policy
            again = client.get(address, headers={"If-None-Match": answer.headers["etag"]})
            assert again.status_code == 304
            assert again.content == b""
        assert client.get("/_emulator/assets/nothing.js").status_code == 404


@pytest.fixture(scope="session")
def explorers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorers, built from npm as `nox -s build` does."""
    if shutil.which("npm") is None:
        pytest.skip("the explorers come from npm, which is not installed here")
    folder = tmp_path_factory.mktemp("explorers")
    for file in ASSETS.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    for command in (["npm", "ci", "--ignore-scripts"], ["npm", "run", "build"]):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "dist"


@pytest.fixture
def explored(explorers: Path, monkeypatch: pytest.MonkeyPatch, show: Show) -> Iterator[Page]:
    """The page of an emulator that has the explorers."""
    monkeypatch.setattr(page, "_explorers", lambda: [explorers])
    with show(seed="docs") as shown:
        yield shown


def test_swagger_ui_sends_requests_to_the_emulator(explored: Page) -> None:
    service = explored.service("rest")
    explored.open(f"/_emulator/explore/{service['name']}")
    explored.one(".opblock-get .opblock-summary-control").click()
    explored.one(".try-out__btn").click()
    explored.one(".execute").click()
    explored.until(lambda: explored.emulator.requests())
    (request,) = explored.emulator.requests()
    assert request.status == 200
    assert request.headers["authorization"] == "Bearer any"
    explored.until(lambda: explored.all(".live-responses-table .response"))


def test_graphiql_sends_requests_to_the_emulator(explored: Page) -> None:
    service = explored.service("graphql")
    explored.open(f"/_emulator/explore/{service['name']}")
    explored.one(".graphiql-query-editor .view-lines")
    explored.one(".graphiql-execute-button").click()
    explored.until(lambda: explored.emulator.requests())
    (request,) = explored.emulator.requests()
    assert request.status == 200
    assert b"__typename" in request.body
    explored.until(lambda: "__typename" in explored.one(".graphiql-response").text)
    explored.driver.execute_script("localStorage.clear()")


def test_licences_are_there(explorers: Path) -> None:
    text = (explorers / "LICENSES.txt").read_text()
    for name in ("swagger-ui-dist", "graphiql", "react", "monaco-editor"):
        assert f"\n{name} " in text


def test_without_explorers_the_page_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, show: Show
) -> None:
    monkeypatch.setattr(page, "_explorers", lambda: [])
    assert not has_explorer("rest")
    with show() as shown:
        for each in shown.about()["providers"]:
            assert each["explorer"] is False
            shown.open(f"/_emulator/explore/{each['name']}")
            shown.until(lambda: "nox -s build" in shown.texts("#explorer pre"))


def test_a_service_that_is_not_there_is_named(show: Show) -> None:
    with show() as shown:
        shown.open("/_emulator/explore/nobody")
        shown.until(lambda: "nobody" in "".join(shown.texts("#explorer p")))

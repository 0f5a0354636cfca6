"""The other views: services, objects, faults; what people need who do not use a mouse or a desk."""

import httpx2
import pytest
from selenium.webdriver.common.keys import Keys

from tests.emulator.page.conftest import CONTROLS, Page, Show

VIEWS = ("requests", "services", "objects", "faults")


def test_services_are_shown_with_addresses_and_snippets_to_copy(page: Page) -> None:
    page.open("/#services")
    providers = page.about()["providers"]
    page.until(lambda: len(page.all(".service-card")) == len(providers))
    assert page.texts(".address code") == [each["base_url"] for each in providers]
    for each, snippet in zip(providers, page.texts(".service-card .code"), strict=True):
        client = each["client"]
        given = ", ".join(f'{name}="any"' for name in client["credentials"])
        assert f"# pip install {client['distribution']}\n" in snippet
        assert f"from {client['module']} import {client['class']}\n" in snippet
        assert f'{client["class"]}({given}, base_url="{each["base_url"]}")' in snippet
    page.one(".service-card [role=tab]").send_keys(Keys.ARROW_RIGHT)
    page.until(
        lambda: providers[0]["client"]["async_class"] in page.texts(".service-card .code")[0]
    )
    names = [each["name"] for one in providers for each in one["operations"]]
    assert page.texts(".operations tbody th") == names


def test_every_basis_is_explained_in_words(page: Page) -> None:
    page.open("/#services")
    page.until(lambda: page.texts("#legend dd"))
    used = {each["basis"] for one in page.about()["providers"] for each in one["operations"]}
    shown = page.driver.execute_script(
        "return [...document.querySelectorAll('#legend dt [data-basis]')].map(e => e.dataset.basis)"
    )
    assert set(shown) == used - {""}
    assert all(page.texts("#legend dd"))


def test_a_fault_is_added_works_and_is_cleared(page: Page) -> None:
    page.open("/#faults")
    page.until(lambda: "Everything works" in page.texts("#faults-empty h2"))
    operation = f"{page.service()['name']}.*"
    page.one(f'#fault-operation option[value="{operation}"]').click()
    status = page.one("#fault-fields input[name=status]")
    status.clear()
    status.send_keys("999", Keys.ENTER)
    page.until(lambda: "999" in page.one("#fault-wrong").text)
    assert page.texts("#faults li") == []
    page.driver.get_log("browser")  # the refusal is meant
    status.clear()
    status.send_keys("418", Keys.ENTER)
    page.until(lambda: len(page.all("#faults li")) == 1)
    assert page.all("#fault-wrong") == []
    assert page.send("/x") == 418
    page.until(lambda: "1 hit, spent" in "".join(page.texts("#faults li")))
    page.one("#fault button").click()
    page.until(lambda: len(page.all("#faults li")) == 2)
    page.all("#faults li button")[1].click()
    page.until(lambda: "Everything works" in page.texts("#faults-empty h2"))
    page.one("#fault button").click()
    page.one("#faults-clear").click()
    page.until(lambda: page.all("#faults li") == [])
    assert page.send("/x") != 418


def test_every_kind_of_fault_can_be_added(page: Page) -> None:
    page.open("/#faults")
    kinds = [each["kind"] for each in page.about()["fault_kinds"]]
    for number, kind in enumerate(kinds, start=1):
        page.one(f'#fault-kind option[value="{kind}"]').click()
        for field in page.all("#fault-fields input[name=field]"):  # the only one without a default
            field.send_keys("data")
        page.one("#fault button").click()
        page.until(lambda number=number: len(page.all("#faults li")) == number)
    listed = httpx2.get(f"{page.emulator.root}/_emulator/faults").json()
    assert [each["kind"] for each in listed] == kinds


def test_objects_are_shown_and_a_reset_empties_them(page: Page) -> None:
    page.fill()
    page.open("/#objects")
    page.until(lambda: page.all(".documents summary"))
    before = page.texts(".documents summary code")
    page.until(lambda: page.texts("#kinds h3")[0].startswith(page.service()["title"] + " "))
    page.one(".documents summary").click()
    page.until(lambda: page.one(".documents .code").text.startswith("{\n"))
    page.one('#seed option[value=""]').click()
    page.one("#world button[type=submit]").click()
    page.until(lambda: "Nothing is stored" in page.texts("#objects-empty h2"))
    page.until(lambda: page.all("#objects-empty"))
    tenants = f"{page.emulator.root}/_emulator/tenants"
    assert httpx2.get(tenants).json() == []
    assert page.about()["seed"] is None
    page.one("#toast button").click()
    page.until(lambda: page.texts(".documents summary code") == before)


def test_a_snapshot_is_restored(page: Page) -> None:
    page.fill()
    page.open("/#objects")
    page.until(lambda: page.all(".documents summary"))
    before = page.texts(".documents summary code")
    page.one("#snapshot").click()
    back = page.one("#snapshots button")
    page.emulator.reset()
    tenants = f"{page.emulator.root}/_emulator/tenants"
    assert httpx2.get(tenants).json() == []
    back.click()
    page.until(lambda: httpx2.get(tenants).json() != [])
    page.until(lambda: page.texts(".documents summary code") == before)


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_needs_no_sideways_scrolling(page: Page, view: str) -> None:
    page.resize(360)
    page.fill()
    page.send(f"/{'long' * 60}?q={'x' * 300}", f'{{"text": "{"unbroken" * 80}"}}')
    page.open(f"/#{view}")
    page.until(lambda: page.texts("#live .word") == ["Live"])
    page.until(lambda: page.all(f"#view-{view}"))
    for opener in page.all(".row, .documents summary, .operations:not([open]) summary")[:3]:
        opener.click()
    assert page.too_wide() == []


@pytest.mark.parametrize("view", VIEWS)
def test_the_tab_key_reaches_every_control(page: Page, view: str) -> None:
    page.fill()
    page.open(f"/#{view}")
    page.until(lambda: page.texts("#live .word") == ["Live"])
    page.until(lambda: page.texts('[data-count="objects"]') != [""])
    page.until(lambda: view != "objects" or page.all(".documents summary"))
    wanted = [each for each in page.all(CONTROLS) if each.get_attribute("tabindex") != "-1"]
    reached = []
    for _ in range(len(wanted) + 5):
        page.type(Keys.TAB)
        reached.append(page.focused)
    missed = [each.get_attribute("outerHTML")[:80] for each in wanted if each not in reached]
    assert missed == []
    assert len(wanted) > 10


def test_single_keys_change_the_view_and_can_be_turned_off(page: Page) -> None:
    page.until(lambda: page.texts("#live .word") == ["Live"])
    for number, view in enumerate(VIEWS, start=1):
        page.type(str(number))
        page.until(lambda view=view: page.all(f"#view-{view}"))
    page.type("?")
    page.one("#keys-on").click()
    page.type(Keys.ESCAPE)
    page.until(lambda: not page.all("#keys"))
    page.type("1", "t")
    assert page.all("#view-faults")
    page.driver.execute_script("localStorage.clear()")


def test_every_control_has_a_name_and_every_theme_is_offered(page: Page) -> None:
    page.until(lambda: page.texts("#live .word") == ["Live"])
    unnamed = [each for each in page.all(CONTROLS) if not each.accessible_name]
    assert unnamed == []
    seen = []
    for _ in range(3):
        page.one("#theme").click()
        seen.append(page.driver.execute_script("return getComputedStyle(document.body).color"))
    assert len(set(seen)) == 2  # light, dark, and the system's, which is one of them
    page.driver.execute_script("localStorage.clear()")


def test_a_key_is_taken_from_the_address(show: Show) -> None:
    with show(key="a key/with signs") as page:
        page.open()
        page.until(lambda: "asks for a key" in page.one("#notice").text)
        page.driver.get_log("browser")  # the refused request is meant
        page.driver.get("about:blank")
        page.driver.get(f"{page.emulator.root}/#key=a%20key%2Fwith%20signs")
        page.until(lambda: page.texts("#live .word") == ["Live"])
        assert page.driver.current_url == f"{page.emulator.root}/"
        page.driver.execute_script("sessionStorage.clear()")

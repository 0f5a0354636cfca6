"""Corrections that nobody needs, planted among two real ones, and found out by `--check`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from corrigenda.errata.collect import collect
from corrigenda.errata.prove import Proof, Verdict
from tests.errata import acme

KINDS = ["openapi", "graphql"]
ID = "$.components.schemas.Order.properties.id"


@dataclass(frozen=True)
class Plant:
    """What a correction does to schema or operation, and to the samples, by their names."""

    openapi: str = ""
    graphql: str = ""
    openapi_mends: tuple[tuple[str, str, str], ...] = ()
    graphql_mends: tuple[tuple[str, str, str], ...] = ()
    corrections: tuple[str, ...] = ("AC-3",)


BODY = """'{"id": "o1", "total": 1.50}'"""
SDL_BODY = """'{"data": {"order": {"id": "o1", "total": 150}}}'"""
MOON = """'{"id": "o1", "total": 1.50, "moon": "cheese"}'"""
SDL_MOON = SDL_BODY.replace("150", '150, "moon": "cheese"')

BROKEN, SDL_BROKEN = (f"{body[:-2]},}}'" for body in (BODY, SDL_BODY))

NOTHING = Plant()
INVENTED = Plant(
    openapi=f"  - {{target: {ID}, x-correction: AC-3, update: {{maxLength: 40}}}}\n",
    graphql='  @retype(at: "Order.total", was: "Int", to: "Int!", by: "AC-3")\n',
)
STALE = Plant(
    openapi=f"""
  - {{target: {ID}.description, x-correction: AC-3, update: Another.}}
  - {{target: {ID}.description, x-correction: AC-3, update: Its id.}}
""",
    graphql="""
  @retype(at: "Order.total", was: "Int", to: "Int!", by: "AC-3")
  @retype(at: "Order.total", was: "Int!", to: "Int", by: "AC-3")
""",
)
WRONG = Plant(
    openapi=f"  - {{target: {ID}.type, x-correction: AC-3, update: integer}}\n",
    graphql='  @retype(at: "Order.total", was: "Int", to: "String", by: "AC-3")\n',
)
OTHER_KEY = "Bearer OTHER"
NEEDLESS = Plant(
    openapi_mends=(
        (
            "plain",
            "Authorization: Bearer KEY}}",
            "Authorization: Bearer KEY}, "
            f"mended: {{by: [AC-3], headers: {{Authorization: {OTHER_KEY}}}}}}}",
        ),
    ),
    graphql_mends=(
        (
            "plain",
            '  variables: \'{"id": "o1"}\'\n',
            '  variables: \'{"id": "o1"}\'\n  mended: {by: [AC-3], variables: \'{"id": "o2"}\'}\n',
        ),
    ),
)
HITCH_HIKING = Plant(
    openapi_mends=(("versioned", "by: [AC-1]", "by: [AC-1, AC-3]"),),
    graphql_mends=(("listed", "by: [AC-1]", "by: [AC-1, AC-3]"),),
)
# AC-4 takes a comma out, and AC-3 says that it did so, too.
HITCH_HIKING_ON_A_MEND = Plant(
    openapi_mends=(("plain", BODY, f"{BROKEN}, mended: {{by: [AC-3, AC-4], body: {BODY}}}"),),
    graphql_mends=(
        ("plain", SDL_BODY, f"{SDL_BROKEN}, mended: {{by: [AC-3, AC-4], body: {SDL_BODY}}}"),
    ),
    corrections=("AC-3", "AC-4"),
)
# AC-3 says that an order has a moon, and AC-4 that the samples left it out.
CONSPIRING = Plant(
    openapi="""
  - target: $.components.schemas.Order
    x-correction: AC-3
    update: {required: [moon], properties: {moon: {type: string}}}
""",
    graphql="",
    openapi_mends=(("plain", BODY, f"{BODY}, mended: {{by: [AC-4], body: {MOON}}}"),),
    graphql_mends=(
        ("plain", SDL_BODY, f"{SDL_BODY}, mended: {{by: [AC-4], body: {SDL_MOON}}}"),
        ("listed", f"[AC-1], body: {SDL_BODY}", f"[AC-1, AC-4], body: {SDL_MOON}"),
    ),
    corrections=("AC-3", "AC-4"),
)
SDL_MOON_ASKED = """
extend type Order @by(correction: "AC-3") { moon: String! }
query getOrder @by(correction: "AC-3") { order { moon } }
"""

UNPROVEN = """\
{place}: no documented sample fails without `AC-3`
  fix: add the sample that needs it, or say why there is none under `{key}`
1 problem; nothing was written
"""
FOUND_OUT = {
    "invented": (INVENTED, UNPROVEN),
    "needless": (NEEDLESS, UNPROVEN),
    "stale": (
        STALE,
        """\
{place}: `AC-3` changes nothing
  fix: delete the correction
1 problem; nothing was written
""",
    ),
    "hitch-hiking": (HITCH_HIKING, UNPROVEN),
    "hitch-hiking on a mend": (
        HITCH_HIKING_ON_A_MEND,
        """\
{place}: no documented sample tells `AC-3` from `AC-4`
  fix: add a sample that needs `AC-3` alone, or say why there is none under `{key}`
{next}: no documented sample tells `AC-4` from `AC-3`
  fix: add a sample that needs `AC-4` alone, or say why there is none under `{key}`
2 problems; nothing was written
""",
    ),
    "without action or mend": (
        NOTHING,
        """\
{place}: `AC-3` has no action and corrects no sample
  fix: delete it, or add an action for it
1 problem; nothing was written
""",
    ),
    "conspiring": (
        CONSPIRING,
        """\
{place}: no documented sample tells `AC-3` from {others}
  fix: add a sample that needs `AC-3` alone, or say why there is none under `{key}`
1 problem; nothing was written
""",
    ),
}
PLACE = {
    "openapi": "overlays/acme/10-all.yaml:15:3",
    "graphql": "overlays/acme/10-all.graphql:14:3",
}
# The list of the GraphQL provider is mended by AC-1 and AC-4 together.
OTHERS = {"openapi": "`AC-4`", "graphql": "`AC-1` and `AC-4`"}
KEY = {"openapi": "unproven-because", "graphql": "unprovenBecause"}


def lay_out(kind: str, plant: Plant) -> None:
    """The small provider in the working directory, with what is planted."""
    here = Path()
    if kind == "openapi":
        declared = "".join(acme.correction(identifier=one) for one in plant.corrections)
        acme.openapi(here, declared, plant.openapi)
        mend(plant.openapi_mends)
        return
    declared = "".join(acme.sdl_correction(identifier=one) for one in plant.corrections)
    acme.graphql(here, declared, plant.graphql)
    mend(plant.graphql_mends)
    if plant is CONSPIRING:
        overlay = Path("overlays/acme/10-all.graphql")
        overlay.write_text(overlay.read_text() + SDL_MOON_ASKED)


def mend(mends: Sequence[tuple[str, str, str]]) -> None:
    for name, before, after in mends:
        sample = Path(f"schemas/acme/samples/{name}.yaml")
        text = sample.read_text()
        assert before in text
        sample.write_text(text.replace(before, after))


def checked() -> tuple[int, str]:
    result = CliRunner().invoke(main, ["errata", "--check"])
    return result.exit_code, result.stderr


def proofs() -> dict[str, Proof]:
    (errata,) = collect(Path("schemas"), Path("overlays"))
    return {one.correction.id: one.proof for one in errata.errata}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_the_real_ones_pass(kind: str) -> None:
    lay_out(kind, Plant(corrections=()))
    assert checked() == (0, "")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", FOUND_OUT)
def test_found_out(kind: str, case: str) -> None:
    plant, expected = FOUND_OUT[case]
    lay_out(kind, plant)
    place = PLACE[kind]
    following = place.replace(":15:", ":16:").replace(":14:", ":15:")
    words = {"place": place, "next": following, "key": KEY[kind], "others": OTHERS[kind]}
    assert checked() == (1, expected.format(**words))


WRONGS = {
    "openapi": """\
schemas/acme/samples/plain.yaml:5:24: the response at `$.id`: 'o1' is not of type 'integer'
  fix: correct the sample under `mended`, or the schema in an overlay
1 problem; nothing was written
""",
    "graphql": """\
schemas/acme/samples/listed.yaml:12:24: the response at `$.data.order.total`: \
`150` is not a valid `String`
  fix: correct the sample under `mended`, or the schema or the operation in an overlay
schemas/acme/samples/plain.yaml:9:24: the response at `$.data.order.total`: \
`150` is not a valid `String`
  fix: correct the sample under `mended`, or the schema or the operation in an overlay
2 problems; nothing was written
""",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_one_is_found_out_by_the_samples(kind: str) -> None:
    lay_out(kind, WRONG)
    assert checked() == (1, WRONGS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_who_stands_beside_a_hitch_hiker_keeps_its_own_proof(kind: str) -> None:
    """The print is right without AC-1 and without its mend, so that AC-3 did nothing there."""
    lay_out(kind, HITCH_HIKING)
    found = proofs()
    assert found["AC-1"].verdict is Verdict.CONTESTED
    assert set(found["AC-1"].witnesses) == {"plain"}
    hiker = found["AC-3"]
    assert (hiker.verdict, hiker.shared, dict(hiker.together)) == (Verdict.UNPROVEN, (), {})


@pytest.mark.parametrize("kind", KINDS)
def test_two_mends_of_one_text_share_it(kind: str) -> None:
    """Neither has another sample, so that neither can be told from the other."""
    lay_out(kind, HITCH_HIKING_ON_A_MEND)
    found = {key: one for key, one in proofs().items() if one.verdict is Verdict.SHARED}
    assert {key: one.shared for key, one in found.items()} == {
        "AC-3": ("AC-4",),
        "AC-4": ("AC-3",),
    }
    assert all(set(one.together) == {"plain"} and not one.witnesses for one in found.values())


def test_one_that_another_sample_proves_shares_nothing() -> None:
    acme.openapi(Path(), acme.correction() + acme.correction(identifier="AC-4"))
    mend([("plain", BODY, f"{BROKEN}, mended: {{by: [AC-3, AC-4], body: {BODY}}}")])
    text = Path("schemas/acme/samples/plain.yaml").read_text()
    Path("schemas/acme/samples/second.yaml").write_text(text.replace("[AC-3, AC-4]", "[AC-3]"))
    found = proofs()
    assert (found["AC-3"].verdict, set(found["AC-3"].witnesses)) == (Verdict.NEEDED, {"second"})
    assert (found["AC-4"].verdict, found["AC-4"].shared) == (Verdict.SHARED, ("AC-3",))


def test_a_schema_action_tells_it_from_its_neighbour() -> None:
    """AC-3 mends a text with AC-1, and an action of its own makes a printed problem go away."""
    note = "{type: object, properties: {note: {type: string}}}"
    action = f"  - {{target: $.components.schemas.Order, x-correction: AC-3, update: {note}}}\n"
    acme.openapi(Path(), acme.correction(), action.replace("type: object, ", ""))
    noted = BODY.replace("1.50", '1.50, "note": "x"')
    mend([("plain", f"body: {BODY}", f"body: {noted}")])
    mend([("versioned", "by: [AC-1]", "by: [AC-1, AC-3]")])
    assert proofs()["AC-3"].verdict is Verdict.NEEDED


def test_what_it_writes_with_others_does_not_speak_for_its_schema() -> None:
    """AC-4 takes a comma out; AC-3 puts a moon into the same text, and into the schema."""
    moon = "{properties: {moon: {type: string}}}"
    action = f"  - {{target: $.components.schemas.Order, x-correction: AC-3, update: {moon}}}\n"
    acme.openapi(Path(), acme.correction() + acme.correction(identifier="AC-4"), action)
    mend([("plain", BODY, f"{BROKEN}, mended: {{by: [AC-3, AC-4], body: {MOON}}}")])
    found = proofs()
    assert (found["AC-3"].verdict, found["AC-3"].shared) == (Verdict.SHARED, ("AC-4",))

"""Random YAML texts as people write them: blocks and flows, quotes, comments, empty lines.

Exists because whatever is written by a program is laid out too regularly to test an editor with.
"""

import json
from typing import Any

from hypothesis import strategies as st

NAMES = st.sampled_from(
    ["a", "b", "get", "/x/{id}", "200", "name", "x y", "é", "no", "it's", "$ref"]
)
WORDS = st.sampled_from(
    [
        "one",
        "two words",
        "it's",
        "no",
        "200",
        "#x",
        "a: b",
        "",
        "é\u2028",
        "\u2029a\u0085b",
        "two\nlines\n",
        "x " * 60,
    ]
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-9, 999), WORDS)
TREES = st.recursive(
    SCALARS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(NAMES, below, max_size=3),
    max_leaves=10,
)
ROOTS = st.dictionaries(NAMES, TREES, min_size=1, max_size=4)


@st.composite
def yaml_texts(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A text, and what it says."""
    root = draw(ROOTS)
    indent, offset = draw(st.sampled_from([2, 4])), draw(st.sampled_from([0, 2]))
    preamble = draw(st.sampled_from(["", "---\n", "# top\n", "%YAML 1.2\n---\n", "\n# top\n---\n"]))
    lines = block(draw, root, 0, indent, offset)
    end = draw(st.sampled_from(["\n", "\n# end\n", "\n\n\n", "\n...\n"]))
    if not any(line.partition("#")[0].rstrip().endswith("|") for line in lines):
        end = draw(st.sampled_from([end, ""]))  # else the value would lose its last line break
    return preamble + "\n".join(lines) + end, root


def block(draw: st.DrawFn, node: Any, column: int, indent: int, offset: int) -> list[str]:
    """The lines of a collection that is not empty."""
    lines: list[str] = []
    margin = " " * column
    members = node.items() if isinstance(node, dict) else [(None, item) for item in node]
    for number, (key, value) in enumerate(members):
        if number or column:
            lines += draw(st.sampled_from([[], [], [], [""], [f"{margin}# note {number}"]]))
        head = margin + ("-" if key is None else f"{written(draw, key, True)}:")
        inner = column + (2 if key is None else offset if isinstance(value, list) else indent)
        lines += placed(draw, head, value, inner, indent, offset)
    return lines


def placed(
    draw: st.DrawFn, head: str, value: Any, column: int, indent: int, offset: int
) -> list[str]:
    """The lines of a key or a dash, and of what follows it."""
    comment = draw(st.sampled_from(["", "", "  # here", " # - a: b"]))
    if value in ({}, []) or not isinstance(value, dict | list) or draw(st.integers(0, 3)) == 0:
        if isinstance(value, str) and value.endswith("\n") and draw(st.booleans()):
            text = value.removesuffix("\n").split("\n")
            return [f"{head} |{comment}", *(" " * (column + 1) + line for line in text)]
        return [f"{head} {flow(draw, value, column)}{comment}"]
    lines = block(draw, value, column, indent, offset)
    if head.endswith("-") and draw(st.booleans()) and not lines[0].lstrip().startswith("#"):
        return [f"{head} {lines[0].lstrip()}", *lines[1:]] if lines[0].strip() else [head, *lines]
    return [head + comment, *lines]


def flow(draw: st.DrawFn, node: Any, column: int) -> str:
    """A node in brackets, or a scalar; sometimes on several lines."""
    if not isinstance(node, dict | list):
        return written(draw, node, False)
    margin = draw(st.sampled_from(["", " ", "\n" + " " * (column + 3)]))
    if isinstance(node, dict):
        parts = [
            f"{margin}{written(draw, key, True)}: {flow(draw, value, column)}"
            for key, value in node.items()
        ]
        return "{" + ",".join(parts) + "}"
    return "[" + ",".join(margin + flow(draw, value, column) for value in node) + "]"


def written(draw: st.DrawFn, value: Any, is_key: bool) -> str:
    """A scalar in some style that says just that."""
    if not isinstance(value, str):
        return draw(st.sampled_from(["null", "~"])) if value is None else json.dumps(value)
    styles = [json.dumps(value)]
    if value.isprintable() or "\n" not in value:
        styles.append("'" + value.replace("'", "''") + "'")
    if value in (
        "one",
        "two words",
        "it's",
        "a",
        "get",
        "/x/{id}"[:2],
        "x y",
        "é",
        "é\u2028",
        "\u2029a\u0085b",
    ):
        styles.append(value)
    if is_key and value == "200":
        styles.append(value)
    return draw(st.sampled_from(styles))

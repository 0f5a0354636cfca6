"""A block that does not run says why, and nothing else passes for a reason."""

import pytest

from tests.readmes.blocks import addresses, described, read_blocks, running, signatures

TEXT = """\
# Title

```python
print(1)
```

<!-- no-run: a signature -->
```python
def f() -> None: ...
```

    not a block with a language

<details>
<summary><code>g</code>: G.</summary>

```shell
pip install x
```

</details>

### `h`

[there](https://example.com/a) and [here](b.md)
"""


def test_reads() -> None:
    blocks = [(one.language, one.line, one.reason) for one in read_blocks(TEXT)]
    assert blocks == [("python", 3, ""), ("python", 8, "a signature"), ("shell", 17, "")]
    assert [one.text for one in running(TEXT)] == ["print(1)\n"]
    assert signatures(TEXT) == ["def f() -> None: ...\n"]
    assert described(TEXT) == ["g", "h"]
    assert addresses(TEXT) == ["https://example.com/a", "b.md"]


@pytest.mark.parametrize("mark", ["no-run", "no-run:", "no-run: ", "no-run because of that"])
def test_a_mark_has_a_reason(mark: str) -> None:
    with pytest.raises(ValueError, match="line 3: `no-run` gives no reason"):
        read_blocks(f"# Title\n\n<!-- {mark} -->\n```python\n1\n```\n")


@pytest.mark.parametrize("after", ["", "Text.\n\n```python\n1\n```\n"])
def test_a_mark_stands_before_a_block(after: str) -> None:
    with pytest.raises(ValueError, match="line 1: `no-run` stands before no block"):
        read_blocks(f"<!-- no-run: so -->\n\n{after}")

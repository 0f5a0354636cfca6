"""Finds the cases of the corpus: a folder is one feature of OpenAPI, and what a client makes of it.

A case has `openapi.yaml`, a fragment of a document, and `case.yaml`:

    feature: what the table in `docs/formats.md` calls it
    signature: "get_thing(thing_id: str) -> Thing"
    call: client.get_thing("7")              # Python, with the models in scope
    request: GET /things/7                   # the method and target that are sent
    headers: {x-trace: abc}                  # of the request; null if it must not be there
    body: {name: x}                          # the JSON that is sent, or `text`: every byte of it
    contains: ['name="file"']                # texts that are sent, in this order
    status: 200                              # of the response; this is the default
    answer: {id: 7}                          # its JSON, or `answer_text`; neither is no content
    answer_headers: {content-type: text/csv}
    value: Thing(id=7)                       # Python: what the call returns
    raises: NotFoundError                    # Python: what it raises; `value` is its `problem`
    lenient: true                            # the client is not strict
    client: {token: '"secret"'}              # Python: arguments of the client
    refused: what is wrong                   # instead of all but `feature`

`auth.example.com` grants the token `granted`. Other files of the folder stand beside the document;
`provider.toml` is added to the provider's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "cases"
_OF_ITS_OWN = {"openapi.yaml", "case.yaml", "provider.toml"}


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `document` is the fragment; the rest is as the module says."""

    folder: Path
    document: Mapping[str, Any]
    feature: str
    signature: str = ""
    call: str = ""
    request: str = ""
    headers: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    body: Any = None
    text: str | None = None
    contains: Sequence[str] = ()
    status: int = 200
    answer: Any = None
    answer_text: str | None = None
    answer_headers: Mapping[str, str] = field(default_factory=dict[str, str])
    lenient: bool = False
    value: str = "None"
    raises: str = ""
    client: Mapping[str, str] = field(default_factory=dict[str, str])
    refused: str = ""

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def group(self) -> str:
        return self.folder.parent.name

    @property
    def settings(self) -> str:
        """What the case adds to `provider.toml`."""
        path = self.folder / "provider.toml"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def files(self) -> list[Path]:
        """The files that stand beside the document."""
        return [one for one in sorted(self.folder.iterdir()) if one.name not in _OF_ITS_OWN]

    @property
    def returns(self) -> str:
        """The annotation of what the method returns."""
        return self.signature.rpartition(" -> ")[2]


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """Read every case, in the order of the groups' and the cases' names."""
    return [_read(path.parent) for path in sorted(folder.glob("*/*/case.yaml"))]


def _read(folder: Path) -> Case:
    said = _load(folder / "case.yaml")
    return Case(folder=folder, document=_load(folder / "openapi.yaml"), **said)


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))

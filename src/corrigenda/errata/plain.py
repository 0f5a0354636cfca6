"""Write errata as JSON, for other programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from corrigenda.errata.collect import Errata, Erratum


def as_json(found: Sequence[Errata]) -> str:
    """All errata as JSON, ending in one newline."""
    return json.dumps([_plain(errata) for errata in found], indent=2, ensure_ascii=False) + "\n"


def _plain(errata: Errata) -> dict[str, Any]:
    plain = {**asdict(errata), "errata": [_erratum(one) for one in errata.errata]}
    del plain["missing"]
    bare = [{"place": str(one.place), "change": one.change} for one in errata.without_evidence]
    return {**plain, "without_evidence": bare}


def _erratum(erratum: Erratum) -> dict[str, Any]:
    correction, proof = asdict(erratum.correction), asdict(erratum.proof)
    unproven, _place = correction.pop("unproven"), correction.pop("place")
    del proof["correction"]
    return {
        **correction,
        "touches": list(erratum.touches),
        "unproven": unproven,
        "place": str(erratum.correction.place),
        "proof": {**proof, "verdict": str(erratum.proof.verdict)},
    }

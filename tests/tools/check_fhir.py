"""Validates FHIR bundles with the R4B models of `fhir.resources`.

check_fhir.py FOLDER: for every NAME.json in it, a Bundle, NAME.tsv lists the
pain readings that it must hold: date, tab, value. Prints how many bundles hold.
"""

import json
import sys
from pathlib import Path

from fhir.resources.R4B.bundle import Bundle

PAIN = "72514-3"

checked = 0
for path in sorted(Path(sys.argv[1]).glob("*.json")):
    text = path.read_text(encoding="utf-8")
    bundle = Bundle.model_validate_json(text)
    raw = json.loads(text)
    resources = [entry["resource"] for entry in raw.get("entry", [])]
    ids = [resource["id"] for resource in resources]
    assert len(ids) == len(set(ids)), f"{path.name}: an id comes twice"
    assert len(bundle.entry or []) == len(resources), path.name
    pains = sorted(
        (resource["effectiveDateTime"][:10], resource["valueQuantity"]["value"])
        for resource in resources
        if resource["resourceType"] == "Observation"
        and any(coding["code"] == PAIN for coding in resource["code"].get("coding", []))
    )
    lines = path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    expected = sorted((line.split("\t")[0], int(line.split("\t")[1])) for line in lines)
    assert pains == expected, f"{path.name}: {pains} is not {expected}"
    checked += 1
print(checked)

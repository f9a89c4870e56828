#!/usr/bin/env python3
"""Makes tests/data/theilslopes.json: slopes and intervals as scipy computes them.

Run it from the repository's root, with scipy 1.8 or later:

    python3 scripts/theilslopes.py

Every case is a made diary: days counted from the report's day (0, -1, ...), the
readings of each, and what `scipy.stats.theilslopes(y, x, 0.95)` says of the
days' means, in points a day.
"""

import json
import random
from pathlib import Path

import scipy
from scipy.stats import theilslopes

TARGET = Path(__file__).parent.parent / "tests" / "data" / "theilslopes.json"
WINDOW = range(-41, 1)


def case(name, diary):
    """One case from a list of (day, readings), oldest first."""
    days = [day for day, _ in diary]
    means = [sum(readings) / len(readings) for _, readings in diary]
    result = theilslopes(means, days, 0.95)
    return {
        "name": name,
        "days": days,
        "readings": [readings for _, readings in diary],
        "slope": float(result.slope),
        "low": float(result.low_slope),
        "high": float(result.high_slope),
    }


def wandering(rng, missing, twice, start, drift):
    """A course that drifts, with days left out and days with two readings."""
    level = start
    diary = []
    for day in WINDOW:
        level += drift + rng.gauss(0, 0.8)
        level = min(max(level, 0), 10)
        if rng.random() < missing:
            continue
        count = 2 if rng.random() < twice else 1
        readings = [min(max(round(level + rng.gauss(0, 1)), 0), 10) for _ in range(count)]
        diary.append((day, readings))
    return diary


def main():
    rng = random.Random(20261122)
    cases = [
        case("flat", [(day, [5]) for day in WINDOW]),
        case("a straight fall", [(-7 + i, [9 - i]) for i in range(8)]),
        case("steps", [(day, [6 if day < -20 else 3]) for day in WINDOW]),
        case("two values in turn", [(day, [4, 5] if day % 2 else [4]) for day in WINDOW]),
        case("8 days, far apart", [(-40 + 5 * i, [v]) for i, v in enumerate([7, 6, 6, 8, 4, 5, 3, 3])]),
        case("thirds", [(day, [3, 3, 4] if day % 3 else [5, 5, 4]) for day in WINDOW]),
    ]
    while len(cases) < 40:
        diary = wandering(
            rng,
            missing=rng.choice([0, 0.15, 0.4, 0.7]),
            twice=rng.choice([0, 0.3, 1]),
            start=rng.uniform(1, 9),
            drift=rng.uniform(-0.15, 0.1),
        )
        if len(diary) >= 8:
            cases.append(case(f"wandering {len(cases)}", diary))
    document = {
        "made_by": "scripts/theilslopes.py",
        "scipy": scipy.__version__,
        "cases": cases,
    }
    lines = ",\n    ".join(json.dumps(each) for each in document.pop("cases"))
    head = json.dumps(document)[:-1]
    TARGET.write_text(f'{head},\n  "cases": [\n    {lines}\n  ]\n}}\n')


if __name__ == "__main__":
    main()

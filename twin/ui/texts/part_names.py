"""Words for the building parts of NS 3451 and for what is known of them."""

from collections import Counter
from collections.abc import Iterable

from twin.model.condition import Assessment
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.workspace.condition import NEEDS_WORK

NAMES = {
    "21": "Ground and foundations",
    "216": "Direct foundations",
    "22": "Load-bearing structure",
    "23": "Outer walls",
    "24": "Inner walls",
    "242": "Partition walls",
    "244": "Inner doors and windows",
    "25": "Floors",
    "252": "Floors on the ground",
    "255": "Floor surfaces",
    "26": "Outer roof",
    "265": "Eaves, gutters and downpipes",
    "27": "Fixed furniture",
    "28": "Stairs and balconies",
    "31": "Sanitary installations",
    "312": "Sanitary pipework",
    "32": "Heating",
    "322": "Heating pipework",
    "33": "Fire extinguishing",
    "35": "Process cooling",
    "36": "Air handling",
    "37": "Comfort cooling",
    "41": "Electrical supply",
    "43": "Low-voltage supply",
    "44": "Lighting",
    "52": "Data communication",
    "54": "Alarm and signals",
    "56": "Automation",
    "62": "Lifts",
}
"""The parts that assessments mostly speak of, in words of our own."""


def part_text(code: str) -> str:
    """Code and name of a building part; the group's name where the part itself has none."""
    name = next((NAMES[c] for c in (code, code[:2]) if c in NAMES), "")
    return f"{code} {tr(name)}" if name else code


def parts_text(assessments: Iterable[Assessment]) -> str:
    """How many parts need work, worst first: ``1 × TG3``, in two lines; "" if none does."""
    counts = Counter(int(a.grade) for a in assessments if a.grade >= NEEDS_WORK)
    if not counts:
        return ""
    found = ", ".join(f"{numbers.number(counts[g])} × TG{g}" for g in sorted(counts)[::-1])
    return tr("Building parts without element:\n{grades}", grades=found)

"""The guide for suppliers says what the program does."""

import json
import re
from pathlib import Path

import pytest

from twin.analysis.proposal_format.older import inner_parts
from twin.analysis.proposal_format.parts import FilePart
from twin.analysis.proposal_format.whole import SCHEMA_NAME, ProposalPart
from twin.analysis.proposals import check_proposal
from twin.model.effect_kind import EFFECT_KINDS

GUIDE = Path(__file__).parents[3].joinpath("docs", "proposals.md").read_text("utf-8")


def all_parts(part: type[FilePart]) -> set[type[FilePart]]:
    return {part}.union(*(all_parts(inner) for inner in inner_parts(part).values()))


@pytest.mark.parametrize("part", sorted(all_parts(ProposalPart), key=lambda p: p.__name__))
def test_that_every_field_is_in_the_guide(part: type[FilePart]):
    fields = {about.alias or name for name, about in part.model_fields.items()}

    missing = {f for f in fields if f"`{f}`" not in GUIDE and f'"{f}":' not in GUIDE}
    assert missing == set()


def test_that_the_table_of_effects_is_the_list_of_the_program():
    rows = [
        line for line in GUIDE.splitlines() if re.match(r"\| `\w+` \| `[^|]+` \| -?[\d.]", line)
    ]
    expected = [
        f"| `{k.name}` | {', '.join(f'`{u}`' for u in k.units)} | {k.lowest:g} | {k.highest:g} "
        f"| {k.acts_on} | {'claimed' if k.is_claimed else 'recomputed'} | {k.meaning} |"
        for k in EFFECT_KINDS.values()
    ]

    assert rows == expected


def test_that_the_example_of_the_guide_passes_the_check():
    (block,) = re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)

    check = check_proposal(block.encode(), "2026-11-24")

    assert check.proposal is not None
    assert check.remarks == ()
    assert SCHEMA_NAME in GUIDE
    assert json.loads(block)["version"] == "1.2"

"""Limits that a plan cannot keep, in words with figures."""

from twin.analysis.plan.problem import Problem, musts
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.opportunity import Ladders
from twin.model.scenario import Quantity, Statement

NEAR = 1e-6
EMISSIONS = (
    "The target for emissions is missed: {reached} of {wanted} a year is the most that these"
    " budgets, weeks and measures give."
)
BACKLOG = (
    "The target for the backlog is missed: {reached} of {wanted} is the most that these budgets,"
    " weeks and measures give."
)
EMISSIONS_SO_FAR = (
    "The quick plan reaches {reached} of {wanted} a year of the target for emissions."
)
BACKLOG_SO_FAR = "The quick plan reaches {reached} of {wanted} of the target for the backlog."
MUST = "{measure} in {building} must be carried out, but does not fit into the limits."
ABSENT = "{key} must be carried out, but is in no package: it does not apply there."


def unmet(
    ladders: Ladders, problem: Problem, year: IntArray, *, is_exact: bool
) -> tuple[Statement, ...]:
    """One sentence for each target or must that is missed, with the nearest that is reached.

    is_exact : whether more cannot be reached; a quick plan only tells how far it comes.
    """
    limits, taken = problem.limits, year >= 0
    found = [
        *_missed(
            EMISSIONS if is_exact else EMISSIONS_SO_FAR,
            (problem.emission, limits.emission_saving),
            (taken, 1e-3, "t CO2e"),
        ),
        *_missed(
            BACKLOG if is_exact else BACKLOG_SO_FAR,
            (problem.backlog, limits.backlog_saving),
            (taken, 1e-6, "MNOK"),
        ),
    ]
    for key, row in musts(ladders, limits).items():
        if row < 0:
            found.append(Statement(ABSENT, {"key": key}))
        elif not taken[row]:
            building, _, measure = key.partition("/")
            found.append(Statement(MUST, {"measure": measure, "building": building}))
    return tuple(found)


def _missed(
    text: str, target: tuple[FloatArray, float], shown: tuple[BoolArray, float, str]
) -> list[Statement]:
    gives, wanted = target
    taken, factor, unit = shown
    reached = float(gives[taken].sum())
    if wanted <= 0 or reached >= wanted * (1 - NEAR):
        return []
    values = {
        "reached": Quantity(reached * factor, unit),
        "wanted": Quantity(wanted * factor, unit),
    }
    return [Statement(text, values)]

"""Limits that a plan cannot keep, in words with figures."""

from twin.analysis.plan.problem import Problem, musts
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.opportunity import Ladders
from twin.model.scenario import Quantity, Statement

NEAR = 1e-6
EMISSIONS = (
    "The target for emissions is missed: this plan reaches {reached} of {wanted} a year. No plan"
    " within these budgets, weeks and measures comes nearer by more than {slack}."
)
BACKLOG = (
    "The target for the backlog is missed: this plan reaches {reached} of {wanted}. No plan within"
    " these budgets, weeks and measures comes nearer by more than {slack}."
)
EMISSIONS_SO_FAR = (
    "The quick plan reaches {reached} of {wanted} a year of the target for emissions."
)
BACKLOG_SO_FAR = "The quick plan reaches {reached} of {wanted} of the target for the backlog."
MUST = "{measure} in {building} must be carried out, but does not fit into the limits."
ABSENT = "{key} must be carried out, but is in no package: it does not apply there."


def unmet(
    ladders: Ladders, problem: Problem, year: IntArray, slack: float | None
) -> tuple[Statement, ...]:
    """One sentence for each target or must that is missed, with the nearest that is reached.

    slack : shares of the targets by which another plan could come nearer; None for a quick plan,
        which only tells how far it comes.
    """
    limits, taken = problem.limits, year >= 0
    found = [
        *_missed(
            EMISSIONS if slack is not None else EMISSIONS_SO_FAR,
            (problem.emission, limits.emission_saving),
            (taken, slack or 0.0),
            (1e-3, "t CO2e"),
        ),
        *_missed(
            BACKLOG if slack is not None else BACKLOG_SO_FAR,
            (problem.backlog, limits.backlog_saving),
            (taken, slack or 0.0),
            (1e-6, "MNOK"),
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
    text: str,
    target: tuple[FloatArray, float],
    plan: tuple[BoolArray, float],
    shown: tuple[float, str],
) -> list[Statement]:
    """Nothing or a sentence; plan : which steps it takes, and its slack; shown : how."""
    (gives, wanted), (taken, slack), (factor, unit) = target, plan, shown
    reached = float(gives[taken].sum())
    if wanted <= 0 or reached >= wanted * (1 - NEAR):
        return []
    values: dict[str, str | int | Quantity] = {
        "reached": Quantity(reached * factor, unit),
        "wanted": Quantity(wanted * factor, unit),
        "slack": Quantity(slack * wanted * factor, unit),
    }
    return [Statement(text, values)]

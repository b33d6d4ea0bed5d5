"""What of a scenario goes into a copy of a building's model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from twin import __version__
from twin.model.building import BuildingModel
from twin.model.choice import CATALOGUE, Choice
from twin.model.importing import Progress, Silent
from twin.model.proposal import OfferedMeasure, Reach
from twin.model.scenario_copy import MeasureNote, NewPart, ScenarioCopy
from twin.model.thermal import HourlyWeather
from twin.model.write_back import SCENARIO, Facts, TaskNote, WriteBack
from twin.workspace.audits_out import choices_of
from twin.workspace.state import State
from twin.workspace.write_back import PROGRAM, known_facts

PROPOSED = "proposed"
KIND = "scenario measure"
_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class About:
    """Which scenario it is.

    version : 0 for the draft.  year : of choices without one, 0 for none.
    """

    key: str
    name: str
    version: int = 0
    year: int = 0

    @property
    def edition(self) -> str:
        """``draft`` or the number of the version."""
        return str(self.version) if self.version else "draft"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A choice with what it touches, and what is new by it."""

    choice: Choice
    reach: Reach
    parts: tuple[NewPart, ...]
    gone: Mapping[int, float]


def content_of(state: State, about: About, who: str, progress: Progress = _SILENT) -> ScenarioCopy:
    """The scenario of the entered building as a copy of its model has it.

    U-values afterwards are those that the hourly balance has. Measures that do not apply, and
    those that are put aside, are left out.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    """
    from twin.analysis.applied import Package
    from twin.analysis.changed_parts import changed_parts
    from twin.workspace.panels import has_panels, places_of
    from twin.workspace.run_scenario import case_of, with_places

    scenario, model, building = state.scenario, state.model, state.building
    assert scenario is not None
    assert model is not None
    assert building is not None
    progress.report(0.2, "Looking at what the scenario changes")
    if state.places is None and has_panels(state):
        state = replace(state, places=places_of(state, progress))
    case = with_places(case_of(state), state)
    package = Package.of(scenario, case)
    on = [choice for choice in choices_of(scenario) if choice.is_on]
    chosen = [
        _chosen(choice, reach, state, case.weather)
        for choice, reach in zip(on, package.reaches, strict=True)
        if not reach.reason
    ]
    sha = building.model_sha256[:8]
    now = datetime.now(UTC).replace(tzinfo=None)
    name, portfolio = plain_text(about.name), state.portfolio
    base = WriteBack(
        PROGRAM,
        __version__,
        plain_text(who),
        plain_text(portfolio.name if portfolio else ""),
        plain_text(
            f"scenario {name}, {about.edition}, of {building.name} as of {now:%Y-%m-%d %H:%M} "
            f"UTC, proposed and not carried out, into a copy of "
            f"{building.model_name or building.name} ({building.model_sha256[:12]})"
        ),
        now.isoformat(timespec="seconds"),
        tasks=tuple(_task(c, about, sha, model) for c in chosen),
        purpose=SCENARIO,
        schedule=f"Scenario {name}, {about.edition}, {about.key} ({sha})",
    )
    return ScenarioCopy(
        base,
        tuple(_note(c, about, model) for c in chosen),
        tuple(changed_parts(package, [c.gone for c in chosen], model)),
        tuple(part for c in chosen for part in c.parts),
    )


def plain_text(text: str) -> str:
    """A text without control characters and halves of characters, which no IFC file can hold."""
    return "".join(c if c.isprintable() or c == "\u00a0" else " " for c in text).strip()


def _chosen(choice: Choice, reach: Reach, state: State, weather: HourlyWeather) -> _Chosen:
    from twin.analysis.sketching.gone import removed_shares
    from twin.analysis.sketching.new_parts import new_parts
    from twin.workspace.drawn_places import place_of

    model = state.model
    assert model is not None
    storeys = {e.global_id: e.storey for e in model.elements}
    storeys |= {space.global_id: space.storey for space in model.spaces}
    parts = new_parts(
        choice,
        lambda drawn: place_of(drawn, state, weather, looks_at_shade=False),
        lambda place: storeys.get(place, ""),
    )
    gone: dict[int, float] = {}
    for massing in choice.sketch.massings:
        if massing.is_removed:
            for row, share in removed_shares(model, massing).items():
                gone[row] = min(gone.get(row, 0.0) + share, 1.0)
    clean = (
        replace(
            part, name=plain_text(part.name), what=plain_text(part.what),
            facts=_clean(known_facts(**part.facts)),
        )
        for part in parts
    )  # fmt: skip
    return _Chosen(choice, reach, tuple(clean), gone)


def _note(chosen: _Chosen, about: About, model: BuildingModel) -> MeasureNote:
    choice, reach, measure = chosen.choice, chosen.reach, chosen.choice.measure
    low, central, high = _investment(measure, reach.quantity)
    facts = known_facts(
        Scenario=about.name,
        ScenarioId=about.key,
        ScenarioVersion=about.edition,
        Status=PROPOSED,
        Measure=measure.title,
        MeasureKey=measure.catalogue or measure.measure_id,
        ChoiceKey=choice.key,
        Supplier=choice.supplier,
        Source=CATALOGUE if choice.origin == CATALOGUE else f"proposal, sha256 {choice.origin}",
        Year=choice.year or about.year,
        Quantity=reach.quantity,
        QuantityUnit=reach.unit,
        CostLowNOK=low,
        CostCentralNOK=central,
        CostHighNOK=high,
        ServiceLifeYears=measure.service_life,
        Effects="; ".join(_effects(measure)),
        Comment=choice.comment,
    )
    return MeasureNote(
        choice.key, _places(chosen, model), tuple(p.key for p in chosen.parts), _clean(facts)
    )


def _task(chosen: _Chosen, about: About, sha: str, model: BuildingModel) -> TaskNote:
    choice, measure = chosen.choice, chosen.choice.measure
    year = choice.year or about.year
    return TaskNote(
        f"{about.key}/{about.version}/{choice.key}@{sha}",
        KIND,
        _places(chosen, model),
        plain_text(measure.title),
        plain_text(choice.comment),
        PROPOSED,
        begins=f"{year}-01-01" if year else "",
        ends=f"{year}-12-31" if year else "",
        cost=_investment(measure, chosen.reach.quantity)[1],
        facts=_clean(
            known_facts(
                Scenario=about.name,
                Supplier=choice.supplier,
                MeasureKey=measure.catalogue or measure.measure_id,
                Account=measure.account,
            )
        ),
    )


def _places(chosen: _Chosen, model: BuildingModel) -> tuple[str, ...]:
    rows = [*chosen.reach.elements, *chosen.gone]
    ids = (model.elements[row].global_id for row in rows)
    return tuple(dict.fromkeys(one for one in ids if one))


def _investment(measure: OfferedMeasure, quantity: float) -> tuple[float, float, float]:
    """Low, central and high, before support and without VAT. [NOK]"""
    unit, fixed = measure.unit_cost, measure.fixed_cost
    return (
        unit.low * quantity + fixed.low,
        unit.value * quantity + fixed.value,
        unit.high * quantity + fixed.high,
    )


def _effects(measure: OfferedMeasure) -> Iterator[str]:
    for effect in measure.effects:
        value = effect.value
        how = ", claimed" if effect.is_claimed else ""
        unit = "" if effect.unit == "1" else f" {effect.unit}"
        yield f"{effect.kind} {value.value:g}{unit} ({value.low:g} to {value.high:g}{how})"


def _clean(facts: Facts) -> Facts:
    return {n: plain_text(v) if isinstance(v, str) else v for n, v in facts.items()}

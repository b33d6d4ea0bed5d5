"""A scenario as a BuildingSync file: today and one package of measures for each building."""

import math
from pathlib import Path
from xml.etree import ElementTree

from twin import __version__
from twin.errors import TwinError
from twin.exporters.buildingsync.content import Carriers, ScenarioBuilding, ScenarioToWrite
from twin.exporters.buildingsync.elements import (
    MMBTU,
    NAMESPACE,
    VERSION,
    Element,
    add,
    add_fields,
    add_number,
    link_building,
    own_id,
)
from twin.exporters.buildingsync.premises import write_building
from twin.exporters.buildingsync.words import FUELS, OTHER, TYPES, system, technology
from twin.model.choice import Choice
from twin.model.effect_kind import EFFECT_KINDS
from twin.model.proposal import Effect, Range


def write_buildingsync(path: Path, scenario: ScenarioToWrite) -> None:
    """Write the file; one that was there before stays until the new one is whole.

    Raises
    ------
    TwinError
        If it cannot be written.
    """
    temporary = path.with_name(f"{path.name}.arriving")
    try:
        temporary.write_bytes(buildingsync_text(scenario))
        temporary.replace(path)
    except OSError as error:
        raise TwinError(
            "{file} cannot be written ({reason}).",
            "Choose a folder you may write to.",
            file=str(path),
            reason=error.strerror or str(error),
        ) from error


def buildingsync_text(scenario: ScenarioToWrite) -> bytes:
    """The XML, UTF-8."""
    ElementTree.register_namespace("auc", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}BuildingSync", {"version": VERSION})
    facilities = add(root, "Facilities")
    for at, one in enumerate(scenario.buildings, 1):
        _Facility(scenario, one, at).write(facilities)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


class _Facility:
    """One building with its measures and the two scenarios about it."""

    def __init__(self, scenario: ScenarioToWrite, one: ScenarioBuilding, at: int) -> None:
        self._scenario, self._one = scenario, one
        self._stem = str(at)
        self._building = own_id("Building", self._stem)
        self._rate = scenario.rate.nok if scenario.rate is not None else math.nan

    def write(self, facilities: Element) -> None:
        """Add the facility."""
        facility = add(facilities, "Facility")
        facility.set("ID", own_id("Facility", self._stem))
        site = add(add(facility, "Sites"), "Site")
        site.set("ID", own_id("Site", self._stem))
        building = add(add(site, "Buildings"), "Building")
        building.set("ID", self._building)
        write_building(building, self._one.building)
        on = [c for c in self._one.choices if c.is_on]
        if on:
            measures = add(facility, "Measures")
            for at, choice in enumerate(on, 1):
                measure = add(measures, "Measure")
                measure.set("ID", self._measure_id(at))
                self._write_measure(measure, choice)
        report = add(add(facility, "Reports"), "Report")
        report.set("ID", own_id("Report", self._stem))
        scenarios = add(report, "Scenarios")
        self._write_today(scenarios)
        if on:
            self._write_package(scenarios, len(on))

    def _measure_id(self, at: int) -> str:
        return own_id("Measure", self._stem, str(at))

    def _write_measure(self, node: Element, choice: Choice) -> None:
        measure = choice.measure
        kind = TYPES.get(measure.measure_type)
        if kind is not None:
            add(add(add(node, "TypeOfMeasure"), kind[0]), kind[1])
        add(node, "SystemCategoryAffected", system(measure.catalogue))
        link_building(node, self._building)
        group, name = technology(measure.catalogue)
        holder = add(add(node, "TechnologyCategories"), "TechnologyCategory")
        add(add(holder, group), "MeasureName", name)
        add(node, "MeasureScaleOfApplication", "Entire building")
        add(node, "CustomMeasureName", measure.title)
        add(node, "LongDescription", _described(choice))
        if measure.service_life > 0:
            add(node, "UsefulLife", str(round(measure.service_life)))
        if measure.cost_basis == "building":
            whole = measure.unit_cost.value + measure.fixed_cost.value
            add_number(node, "MeasureTotalFirstCost", whole / self._rate)
        add(node, "Recommended", "true")
        if choice.year:
            add(node, "StartDate", f"{choice.year}-01-01")
        add(node, "ImplementationStatus", "Proposed")
        add_fields(node, _own_fields(choice))

    def _write_today(self, scenarios: Element) -> None:
        today = add(scenarios, "Scenario")
        today.set("ID", own_id("Today", self._stem))
        add(today, "ScenarioName", "Today")
        add(today, "TemporalStatus", "Current")
        kind = add(add(today, "ScenarioType"), "CurrentBuilding")
        before = self._one.calculated.before
        if before:
            _write_method(kind)
            uses = add(today, "ResourceUses")
            for carrier, energy in before.items():
                use = add(uses, "ResourceUse")
                use.set("ID", own_id("Use", self._stem, carrier))
                _write_use(use, carrier, energy)
        link_building(today, self._building)

    def _write_package(self, scenarios: Element, count: int) -> None:
        scenario, calculated = self._scenario, self._one.calculated
        after = add(scenarios, "Scenario")
        after.set("ID", own_id("Scenario", self._stem))
        add(after, "ScenarioName", scenario.name)
        if scenario.notes:
            add(after, "ScenarioNotes", scenario.notes)
        add(after, "TemporalStatus", "Post retrofit")
        package = add(add(after, "ScenarioType"), "PackageOfMeasures")
        package.set("ID", own_id("Package", self._stem))
        add(package, "ReferenceCase").set("IDref", own_id("Today", self._stem))
        measures = add(package, "MeasureIDs")
        for at in range(1, count + 1):
            add(measures, "MeasureID").set("IDref", self._measure_id(at))
        if calculated.before and calculated.after:
            _write_method(package)
            _write_savings(package, calculated.before, calculated.after, self._usd)
        add_number(package, "PackageFirstCost", calculated.investment / self._rate)
        add_fields(package, self._sums())
        link_building(after, self._building)

    @property
    def _usd(self) -> float:
        return self._one.calculated.cost_saving / self._rate

    def _sums(self) -> list[tuple[str, str]]:
        calculated, rate = self._one.calculated, self._scenario.rate
        said = [
            ("Investment excl. VAT [NOK]", calculated.investment),
            ("Saved cost of energy [NOK/year]", calculated.cost_saving),
        ]
        fields = [(name, f"{value:.0f}") for name, value in said if math.isfinite(value)]
        if rate is not None:
            fields.append(("Exchange rate [NOK/USD]", f"{rate.nok:g} ({rate.source}, {rate.on})"))
        return [*fields, ("Written by", f"Twin {__version__}, {self._scenario.day}")]


def _write_method(node: Element) -> None:
    modeled = add(add(node, "CalculationMethod"), "Modeled")
    add(modeled, "SoftwareProgramUsed", "Twin")
    add(modeled, "SoftwareProgramVersion", __version__)


def _write_use(node: Element, carrier: str, energy: float) -> None:
    add(node, "EnergyResource", FUELS.get(carrier, OTHER))
    add(node, "ResourceBoundary", "Site")
    add(node, "ResourceUnits", "kWh")
    add(node, "EndUse", "All end uses")
    add_number(node, "AnnualFuelUseNativeUnits", energy, 0)
    add_number(node, "AnnualFuelUseConsistentUnits", energy / MMBTU, 3)


def _write_savings(package: Element, before: Carriers, after: Carriers, usd: float) -> None:
    saved = {c: before.get(c, 0.0) - after.get(c, 0.0) for c in {**before, **after}}
    add_number(package, "AnnualSavingsSiteEnergy", sum(saved.values()) / MMBTU, 3)
    add_number(package, "AnnualSavingsCost", usd, 0)
    fuels = add(package, "AnnualSavingsByFuels")
    for carrier, energy in saved.items():
        fuel = add(fuels, "AnnualSavingsByFuel")
        add(fuel, "EnergyResource", FUELS.get(carrier, OTHER))
        add(fuel, "ResourceUnits", "kWh")
        add_number(fuel, "AnnualSavingsNativeUnits", energy, 0)


def _described(choice: Choice) -> str:
    """Effects in words, each with its range."""
    return "; ".join(_effect(effect) for effect in choice.measure.effects)


def _effect(effect: Effect) -> str:
    meaning = EFFECT_KINDS[effect.kind].meaning.rstrip(".")
    return f"{meaning}: {_spread(effect.value)} {effect.unit}"


def _spread(given: Range) -> str:
    value = f"{given.value:g}"
    return value if given.low == given.high else f"{value} ({given.low:g} to {given.high:g})"


def _own_fields(choice: Choice) -> list[tuple[str, str]]:
    measure = choice.measure
    return [
        ("Catalogue measure", measure.catalogue or "none"),
        ("Offered by", choice.supplier or "catalogue"),
        ("Origin", choice.origin),
        (f"Unit cost excl. VAT [NOK per {measure.cost_basis}]", _spread(measure.unit_cost)),
    ]

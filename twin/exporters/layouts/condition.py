"""Condition assessments in the terms of NS 3424."""

from twin.exporters.columns import (
    BUILDING,
    GLOBAL_ID,
    PART,
    PART_TABLE,
    SPACE_ID,
    choice,
    day,
    flag,
    money,
    number,
    text,
    whole,
    year,
)
from twin.exporters.layout import Layout
from twin.model.condition import Assessment, ConditionGrade

GRADES = {g: (g.name, g.name) for g in ConditionGrade}
_NO_KG = -1

LAYOUT = Layout(
    "condition",
    ("Condition", "Tilstand"),
    Assessment,
    (
        *BUILDING,
        PART,
        PART_TABLE,
        choice("grade", "Condition grade", "Tilstandsgrad", GRADES),
        whole("consequence_grade", "Consequence grade", "Konsekvensgrad", _NO_KG),
        text("symptom", "Symptom", "Symptom", 30),
        text("cause", "Cause", "Årsak", 24),
        text("measure", "Measure", "Tiltak", 30),
        number("quantity", "Quantity", "Mengde", decimals=2),
        text("unit", "Unit", "Enhet", 8),
        money("cost_low", "Cost low", "Kostnad lav"),
        money("cost_central", "Cost", "Kostnad"),
        money("cost_high", "Cost high", "Kostnad høy"),
        year("price_year", "Price level", "Prisnivå"),
        year("deadline_year", "Deadline", "Frist"),
        flag("is_development", "Development", "Utvikling"),
        day("assessed_on", "Assessed", "Vurdert"),
        text("assessed_by", "Assessed by", "Vurdert av"),
        whole("method_level", "Level of the survey", "Registreringsnivå", None),
        text("reference_level", "Reference level", "Referansenivå"),
        text("survey", "Survey", "Kartlegging"),
        whole("kg_safety", "KG safety", "KG sikkerhet", _NO_KG),
        whole("kg_health", "KG health and environment", "KG helse og miljø", _NO_KG),
        whole("kg_economy", "KG economy", "KG økonomi", _NO_KG),
        whole("kg_use", "KG use", "KG bruk", _NO_KG),
        whole("kg_appearance", "KG appearance", "KG estetikk", _NO_KG),
        GLOBAL_ID,
        SPACE_ID,
        text("photo", "Photo", "Bilde"),
        text("assessment_id", "Assessment id", "Registreringsnr", 28),
    ),
)

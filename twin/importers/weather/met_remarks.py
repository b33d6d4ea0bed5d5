"""What is to be said of rows of a MET export that were left out or moved."""

from collections.abc import Mapping
from dataclasses import replace

from twin.model.finding import Finding, Severity

_REMARKS: Mapping[str, Finding] = {
    "other_year": Finding(
        "weather-other-year",
        Severity.INFO,
        "{hours} hours lie outside {year}.",
        "They were left out.",
    ),
    "leap": Finding(
        "weather-leap-day",
        Severity.INFO,
        "The {hours} hours of 29 February were left out.",
        "A year is calculated with 365 days.",
    ),
    "repeated": Finding(
        "weather-repeated-hour",
        Severity.INFO,
        "{hours} hours are in the file more than once, with the same values.",
        "They were taken once.",
    ),
    "contradicted": Finding(
        "weather-contradicted-hour",
        Severity.WARNING,
        "{hours} hours are in the file more than once, with different values.",
        "The first of them was taken.",
        "Check where the file comes from.",
    ),
    "disorder": Finding(
        "weather-order",
        Severity.WARNING,
        "The hours in the file are not in order.",
        "Each was put where its date says.",
        "Check where the file comes from.",
    ),
    "undated": Finding(
        "weather-undated-row",
        Severity.WARNING,
        "{hours} rows have no date that can be.",
        "They were left out.",
        "Look at the file in a text editor if there are many.",
    ),
}
OTHER_STATIONS = Finding(
    "weather-stations",
    Severity.INFO,
    "The file has more than one station; the weather is that of {name}.",
    "{others} were left out.",
    "Choose the station if it should be another.",
)


def met_remarks(counts: Mapping[str, int], year: int) -> list[Finding]:
    """One finding for each reason that applies. counts : of rows, by key of this module."""
    return [
        replace(finding, values={"hours": counts[reason], "year": year})
        for reason, finding in _REMARKS.items()
        if counts.get(reason)
    ]

"""Why rows lie outside the six programs' range, and what is left out."""

NOT_COVERED = "the cases of one surface property each (195 to 320)"
LIGHT_PEAK = (
    "The lightest rooms follow the sun at once, in step with EnergyPlus and CSE, which have the"
    " highest peaks of the six. Half of the light that a window absorbs from the room is kept:"
    " without that half the peak of case 600 is 0.4 % lower."
)
REASONS: dict[tuple[str, str], str] = {
    ("670", "cooling"): (
        "A single pane is tied to the outside by the year's mean film, 12.0 W/(m2 K); weighted"
        " with the hours of cooling the film is 12.8. With it annual cooling is 0.7 % less; the"
        " rest is not explained."
    ),
    ("6", "peak_cooling"): LIGHT_PEAK,
    ("995", "peak_cooling"): "As the peaks of the light cases; CSE has the highest of the six.",
}
"""By beginning of the case and part of the quantity; the first that fits holds."""

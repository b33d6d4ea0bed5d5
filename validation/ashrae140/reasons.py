"""Why rows lie outside the six programs' range, and what is left out."""

NOT_COVERED = "the cases of one surface property each (195 to 320)"
LIGHT_PEAK = (
    "The lightest rooms follow the sun at once, in step with EnergyPlus and CSE, which have the"
    " highest peaks of the six. Half of the light that a window absorbs from the room is kept:"
    " without that half the peak of case 600 is 0.4 % lower."
)
REASONS: dict[tuple[str, str], str] = {
    ("670", "cooling"): (
        "A window has one resistance for the year. With film, gaps and absorbed sun at the"
        " temperatures of the hour annual cooling is 1.3 % less, but that of the double panes of"
        " case 660 is 1.5 % more and outside, and fewer savings meet EnergyPlus; so it is left."
    ),
    ("960", "peak_heating"): (
        "In step with the heating peaks of the light boxes, which lie at nine tenths of the range."
    ),
    ("6", "peak_cooling"): LIGHT_PEAK,
    ("995", "peak_cooling"): "As the peaks of the light cases; CSE has the highest of the six.",
    ("950", "peak_cooling"): (
        "In step with EnergyPlus, which has the highest of the six. The light of the horizon falls"
        " at its own angles and brings in 0.3 % more sun than the sky's mean."
    ),
}
"""By beginning of the case and part of the quantity; the first that fits holds."""

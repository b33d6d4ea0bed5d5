"""Why archetypes differ from the national model by more than ten per cent."""

_OLD = (
    "U-values, leakage and recovery of the era are estimates that were moved towards this very"
    " table with an earlier zone model; the fans and lighting agree."
)
_KEPT = (
    "NVE's rows of 2010 and 2017 repeat its row of 2007 within 2 % (need 234, heating 90, fans 49;"
    " frame of 2007: 235) and lie 10 and 20 % above the frames of their own codes, 215 and 195."
    " Ours lies 13 and 6 % below those. Poorer recovery, as where there is risk of contagion"
    " (frames 250 and 230), would give NVE's heating."
)
_CULTURE = (
    "NVE's cooling is 1.03 times that of its offices in every code, whatever the gains: it seems"
    " to be that of the supply air, which ours does not cool. It keeps the fans of 2007 (2.5"
    " kW/(m3/s) with pumps; the code of 2010 says 2.0). The frame of 2017 is met within 2 %."
)

REASONS: dict[tuple[str, str], str] = {
    **{("kindergarten", code): _OLD for code in ("PRE_TEK49", "TEK49", "TEK87")},
    **{("office", code): _OLD for code in ("PRE_TEK49", "TEK49", "TEK69", "TEK87")},
    ("nursing_home", "TEK10"): _KEPT,
    ("nursing_home", "TEK17"): _KEPT,
    ("culture", "TEK07"): _CULTURE,
    ("culture", "TEK10"): _CULTURE,
    ("sports", "TEK97"): _OLD,
}
"""By category and code."""

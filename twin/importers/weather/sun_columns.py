"""Global, beam and diffuse sun from whatever a file has of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from twin.analysis.climate import beam_and_diffuse, clear_sky
from twin.analysis.sky import clearness_under_cloud
from twin.analysis.sun.position import sun_path
from twin.importers.weather import checks
from twin.importers.weather.place import Place
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity

NIGHT = 92.0  # zenith from which there is no sun at all, refraction and half an hour included
DIFFUSE_IN_CLOUD, ADDED_BY_SUNSHINE = 0.25, 0.50
"""Angstrom-Prescott: parts of the sun above the atmosphere; FAO Irrigation and Drainage Paper 56
(1998), equation 35, where nothing was calibrated."""
_SUN = ("ghi", "dni", "dhi")


@dataclass(frozen=True, slots=True, eq=False)
class SunColumns:
    """Values of ``ghi``, ``dni`` and ``dhi``, shape (8760,), NaN where unknown. [W/m2]

    origin : only of columns that are not those of the file.
    """

    values: Mapping[str, FloatArray]
    origin: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Global:
    values: FloatArray
    finding: Finding | None = None


def sun_columns(
    columns: Mapping[str, FloatArray], place: Place, labels: Mapping[str, str], file: str
) -> SunColumns:
    """What the file has; the missing ones by a published method, else NaN.

    Global sun from beam and diffuse (geometry), from sunshine (Angstrom and Prescott) or from
    cloud (Kasten and Czeplak 1980), in this order; beam and diffuse from global (Erbs 1982).
    Zeros in all three count as missing.

    Parameters
    ----------
    columns : ``ghi``, ``dni``, ``dhi`` [W/m2], ``sunshine`` [min/h], ``total_cover`` [tenths];
        absent ones may be left out.

    Raises
    ------
    InputOutOfRange
        If the sun cannot be in W/m2 at this place.
    """
    have = {kind: values for kind, values in columns.items() if _says_something(kind, values)}
    if not place.is_known:
        return SunColumns(_absent(), {}, (_NO_PLACE if have.keys() & _USED else _NO_SUN,))
    zenith = sun_path(place.latitude, place.longitude, place.utc_offset).zenith
    given = "ghi" in have
    whole = _Global(have["ghi"]) if given else _global(have, zenith, place)
    if whole is None:
        return SunColumns(_absent(), {}, (_NO_SUN,))
    if given or whole.finding is None:
        checks.check_sun(whole.values, place, labels.get("ghi", "") or labels["dni"], file)
    have = {kind: _dark(values, zenith) for kind, values in have.items() if kind in _SUN}
    return _with_parts(have, _Global(_dark(whole.values, zenith), whole.finding), zenith, place)


def _with_parts(
    have: Mapping[str, FloatArray], whole: _Global, zenith: FloatArray, place: Place
) -> SunColumns:
    ghi = whole.values
    origin = {} if "ghi" in have else {"ghi": "estimated"}
    said = [whole.finding, checks.clock_shift(ghi, place)]
    if "dni" in have and "dhi" in have:
        dni, dhi = have["dni"], have["dhi"]
        said.append(checks.closure(ghi, dni, dhi, zenith))
    else:
        dni, dhi = beam_and_diffuse(ghi, zenith)
        origin |= {"dni": "estimated", "dhi": "estimated"}
        said.append(_SPLIT)
    values = {"ghi": ghi, "dni": dni, "dhi": dhi}
    return SunColumns(values, origin, tuple(finding for finding in said if finding))


def _global(have: Mapping[str, FloatArray], zenith: FloatArray, place: Place) -> _Global | None:
    height = np.maximum(np.cos(np.radians(zenith)), 0)
    if "dni" in have and "dhi" in have:
        return _Global(have["dhi"] + have["dni"] * height)
    if "sunshine" in have:
        share = DIFFUSE_IN_CLOUD + ADDED_BY_SUNSHINE * have["sunshine"] / 60
        return _Global(checks.above_atmosphere(place) * share, _FROM_SUNSHINE)
    if "total_cover" in have:
        clearness = clearness_under_cloud(have["total_cover"])
        return _Global(clear_sky(zenith) * (height > 0) * clearness, _FROM_CLOUD)
    return None


def _dark(values: FloatArray, zenith: FloatArray) -> FloatArray:
    """The values, with 0 where they are missing at night."""
    return np.where(np.isnan(values) & (zenith > NIGHT), 0.0, values)


def _says_something(kind: str, values: FloatArray) -> bool:
    """A column of zeros says something of the clouds, but not of the sun."""
    known = values[np.isfinite(values)]
    return bool(known.size) and (kind not in _SUN or bool((known > 0).any()))


def _absent() -> dict[str, FloatArray]:
    return {kind: np.full(8760, np.nan) for kind in _SUN}


_USED = {*_SUN, "sunshine", "total_cover"}
_NO_PLACE = Finding(
    "weather-place-unknown",
    Severity.WARNING,
    "The file does not say where its station lies, so its sun cannot be used.",
    "The weather has no sun.",
    "Name the place of the station.",
)
_NO_SUN = Finding(
    "weather-no-sun",
    Severity.WARNING,
    "The file has neither sun nor sunshine nor clouds.",
    "The weather has no sun; it is not taken for dark.",
    "Add the sun of another file or of the normal year.",
)
_SPLIT = Finding(
    "weather-sun-split",
    Severity.INFO,
    "Beam and diffuse sun were calculated from the global sun (Erbs 1982).",
    "Sun on walls and windows is an estimate.",
)
_FROM_SUNSHINE = Finding(
    "weather-sun-from-sunshine",
    Severity.WARNING,
    "The sun was calculated from the minutes of sunshine (Ångström and Prescott).",
    "It is an estimate: a year may be off by a fifth, a month by two fifths.",
    "Prefer a file with measured global radiation.",
)
_FROM_CLOUD = Finding(
    "weather-sun-from-cloud",
    Severity.WARNING,
    "The sun was calculated from the clouds (Kasten and Czeplak 1980).",
    "It is an estimate: a year may be off by a quarter, a month by two fifths.",
    "Prefer a file with measured global radiation.",
)

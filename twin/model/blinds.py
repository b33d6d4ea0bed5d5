"""Blinds and screens that come down by themselves when the sun is on the windows."""

from dataclasses import dataclass

THRESHOLD = 175.0  # sun on the plane above which automatic shading is down. [W/m2]


@dataclass(frozen=True, slots=True)
class BlindControl:
    """When movable shading is down: in each hour in which all of this holds.

    threshold : least sun on the plane of the windows, beam and diffuse, past what stands in the
        way. [W/m2]
    in_use_only : only while the building is in use.
    first_month, last_month : 1 to 12, both included; 10 and 3 is October to March.

    References
    ----------
    175 W/m2 is usual in calculations after NS 3031 (not checked against the published standard);
    EN ISO 13790:2008, G.5.2.1 has 300 W/m2.
    """

    threshold: float = THRESHOLD
    in_use_only: bool = False
    first_month: int = 1
    last_month: int = 12


AUTOMATIC = BlindControl()

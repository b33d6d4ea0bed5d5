"""What a supplier rests claims on, and what the work is accepted by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeasuredCase:
    """A building where a measure was carried out and metered before and after.

    category : key of `twin.model.classification.CATEGORIES`, "" where unknown.
    heated_area : 0 where unknown. [m2]
    before, after : delivered energy, corrected for weather. [kWh/(m2 year)]
    year_before, year_after : that were metered, 0 where unknown.
    """

    name: str
    before: float
    after: float
    category: str = ""
    heated_area: float = 0.0
    year_before: int = 0
    year_after: int = 0
    source: str = ""

    @property
    def saving(self) -> float:
        """Part of the delivered energy that was saved. [1]"""
        return 1 - self.after / self.before


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a supplier rests a claim on.

    kind : ``measured`` | ``pilot`` | ``calculation`` | ``standard`` | ``epd`` | ``statement``.
    supports : ids of measures, or ``measure_id/effect kind``.
    file, sha256 : attached file, "" for none.
    cases : buildings where it was metered.
    """

    evidence_id: str
    kind: str
    title: str
    source: str = ""
    supports: tuple[str, ...] = ()
    file: str = ""
    sha256: str = ""
    cases: tuple[MeasuredCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """What must be true for the municipality to accept the work. by: ISO date, "" for none."""

    metric: str
    operator: str
    threshold: float
    unit: str
    by: str = ""

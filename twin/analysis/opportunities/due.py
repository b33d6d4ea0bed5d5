"""Plain renewal that is due anyway, by the same rule as in the what-if and the comparison."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.measure_effects.renewal import DUE_WITHIN, due_share, renewal_due
from twin.analysis.opportunities.offers import Offer
from twin.analysis.opportunities.sites import Site, Worn
from twin.analysis.upkeep.tables import UpkeepTables
from twin.model.proposal import Reach


@dataclass(frozen=True, slots=True, eq=False)
class Due:
    """tables : lives of parts, None counts TG2 and TG3 alone.  rate : real, per year."""

    tables: UpkeepTables | None
    rate: float

    def share(self, site: Site, offer: Offer, reach: Reach) -> float:
        """Part of a plain renewal that has to be paid anyway, 0 to 1."""
        if not offer.renewal_part:
            return 0.0
        grade = np.array([w.grade for w in touched(site, offer, reach)], np.int32)
        if self.tables is not None:
            return renewal_due(grade, offer.renewal_part, self.tables, self.rate)
        left = np.full(len(grade), np.nan)
        return due_share(grade, left, np.ones(len(grade)), DUE_WITHIN, self.rate)


def touched(site: Site, offer: Offer, reach: Reach) -> list[Worn]:
    """Graded things that a measure renews: elements it reaches, and whole parts."""
    codes = offer.measure.renews or offer.measure.selector.part_codes
    known = site.model.elements if site.model else ()
    ids = {known[row].global_id for row in reach.elements} if known else set[str]()
    return [
        w
        for w in site.worn
        if (
            w.global_id in ids
            if w.global_id
            else bool(codes) and not w.is_of_space and w.part_code.startswith(codes)
        )
    ]

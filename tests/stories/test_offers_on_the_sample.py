"""Every example offer on every building of the sample: it applies, or says why it does not."""

from collections import defaultdict
from pathlib import Path

import pytest
from stories.offers import applied, check_result, entered_in, received, sample_without_offers

from twin.sample.proposals import proposal_files
from twin.ui.texts.language import catalogue
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.run_scenario import reaches

BUILDINGS = 12


@pytest.mark.slow
def test_that_every_offer_applies_or_says_why_not(tmp_path: Path) -> None:
    database = sample_without_offers(tmp_path, BUILDINGS)
    try:
        offers = []
        for name, content in proposal_files().items():
            (tmp_path / name).write_bytes(content)
            offers.append(received(database, tmp_path / name))
        portfolio = read_portfolio(database.folder)
    finally:
        database.close()

    norwegian = catalogue("nb")
    reached: dict[tuple[str, str], int] = defaultdict(int)
    for building in portfolio.buildings:
        state = entered_in(portfolio, building)
        for offer in offers:
            for reach in reaches(state, offer):
                reached[offer.proposal_id, reach.measure_id] += not reach.reason
                assert reach.quantity > 0 or reach.reason in norwegian, reach
        _, result = applied(state, *offers)
        check_result(result, *offers)
        assert result.after.delivered_total < result.before.delivered_total

    assert len(portfolio.buildings) == BUILDINGS
    assert len(reached) == sum(len(offer.measures) for offer in offers)
    assert min(reached.values()) >= 5, dict(reached)

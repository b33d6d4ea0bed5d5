import csv
import json

import numpy as np
import pytest

from validation.meters.box_model import CENTRAL, HIGH, LOW, hourly_use, synthetic_climate
from validation.meters.recovery import PRIOR, SETTINGS, improved, recovery_cases, summed
from validation.meters.report import run

CLIMATE = synthetic_climate()


def test_that_the_box_uses_more_when_it_loses_more():
    parameters = np.stack([CENTRAL, CENTRAL, CENTRAL])
    parameters[1, 0] = HIGH[0]
    parameters[2, 2] = LOW[2]

    base, leaky, cold = hourly_use(parameters, CLIMATE).sum(axis=1)

    assert leaky > base > cold


def test_that_months_and_days_hold_all_hours():
    hourly = hourly_use(CENTRAL[None, :], CLIMATE)

    assert summed(hourly, "month").sum() == pytest.approx(hourly.sum())
    assert summed(hourly, "day").sum() == pytest.approx(hourly.sum())
    assert summed(hourly, "month").shape == (1, 12)


def test_that_known_inputs_lie_in_their_stated_interval():
    cases = recovery_cases(SETTINGS[0], CLIMATE, 8)

    inside = [
        (case.truth >= case.found.wide[0]) & (case.truth <= case.found.wide[1]) for case in cases
    ]
    assert np.mean(inside) >= 0.85
    heat_loss = [case.found.percentiles[:, 0] for case in cases]
    narrowing = np.mean([p[2] - p[0] for p in heat_loss])
    prior = PRIOR.values_at(np.full((3, 9), 0.5) + np.array([[-0.4], [0.0], [0.4]]))[:, 0]
    assert narrowing < 0.6 * (prior[2] - prior[0])


def test_that_the_measure_saves():
    before = hourly_use(CENTRAL[None, :], CLIMATE).sum()

    assert hourly_use(improved(CENTRAL[None, :]), CLIMATE).sum() < 0.85 * before


def test_that_the_report_is_written_whole(corpus, tmp_path):
    summary = run(tmp_path, n_cases=1)

    json.dumps(summary)
    with (tmp_path / "real_series.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["meter"]: row for row in csv.DictReader(file)}
    assert float(rows["il-gas-intercept-only-daily"]["saving"]) == pytest.approx(0.1, abs=0.02)
    assert rows["il-electricity-cdd-hdd-daily"]["model"] == "5P"
    assert (tmp_path / "danish-heat-772.png").stat().st_size > 10_000
    assert (tmp_path / "recovery.png").is_file()


def test_that_absent_real_series_are_told(tmp_path, monkeypatch):
    monkeypatch.setenv("TWIN_CORPUS", str(tmp_path / "nowhere"))

    summary = run(tmp_path, n_cases=1)

    assert str(summary["real series"]).startswith("skipped")

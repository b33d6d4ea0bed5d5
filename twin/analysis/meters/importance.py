"""Draws that gather where a target is high, weighted so that they stand for it honestly."""

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp, ndtri
from scipy.stats import qmc

from twin.model.arrays import FloatArray, IntArray

_CLOSEST = 1e-9
"""Quantiles are kept this far from 0 and 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A normal distribution that draws came from, with how many did.

    mean : shape (p,). spread : lower Cholesky factor of the covariance, shape (p, p).
    """

    mean: FloatArray
    spread: FloatArray
    n_draws: int


def prior_proposal(n_parameters: int, n_draws: int) -> Proposal:
    """The prior itself: every parameter standard normal."""
    return Proposal(np.zeros(n_parameters), np.eye(n_parameters), n_draws)


def drawn_from(proposal: Proposal, seed: int) -> FloatArray:
    """Scrambled Sobol draws of a proposal, shape (n, p); the same for the same seed.

    References
    ----------
    Sobol (1967); Owen (1995) for the scrambling, through scipy.stats.qmc.
    """
    n_parameters = len(proposal.mean)
    sequence = qmc.Sobol(n_parameters, scramble=True, rng=np.random.default_rng(seed))
    exponent = int(np.ceil(np.log2(max(proposal.n_draws, 2))))
    quantiles = sequence.random_base2(exponent)[: proposal.n_draws]
    normal = ndtri(np.clip(quantiles, _CLOSEST, 1.0 - _CLOSEST))
    return proposal.mean + normal @ proposal.spread.T


def log_weights(
    places: FloatArray, log_target: FloatArray, proposals: tuple[Proposal, ...]
) -> FloatArray:
    """Log importance weights of all draws against the mixture of all proposals, shape (n,).

    Counting all draws as from the whole mixture keeps weights bounded where any proposal
    reaches (Veach, Guibas 1995; Cornuet and others 2012, adaptive multiple importance sampling).
    """
    total = sum(p.n_draws for p in proposals)
    densities = [np.log(p.n_draws / total) + _log_density(p, places) for p in proposals]
    return log_target - np.asarray(logsumexp(np.stack(densities), axis=0))


def normalised(log_weight: FloatArray) -> FloatArray:
    """Weights that sum to 1, shape (n,)."""
    return np.exp(log_weight - np.asarray(logsumexp(log_weight)))


def effective_draws(weights: FloatArray) -> float:
    """Kish's effective number of equally weighted draws."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def tempered(log_weight: FloatArray, fewest: float) -> FloatArray:
    """Weights raised to the largest power up to 1 that leaves `fewest` effective draws."""
    low, high = 0.0, 1.0
    if effective_draws(normalised(log_weight)) >= fewest:
        return normalised(log_weight)
    is_possible = np.isfinite(log_weight)
    for _ in range(40):
        power = (low + high) / 2.0
        scaled = np.where(is_possible, power * np.where(is_possible, log_weight, 0.0), -np.inf)
        if effective_draws(normalised(scaled)) >= fewest:
            low = power
        else:
            high = power
    return normalised(np.where(is_possible, low * np.where(is_possible, log_weight, 0.0), -np.inf))


def linear_gauss(
    places: FloatArray,
    outputs: FloatArray,
    target: FloatArray,
    weights: FloatArray,
    errors: tuple[float, FloatArray],
) -> tuple[FloatArray, FloatArray]:
    """Mean and covariance of the posterior if outputs were linear where the weights are.

    The outputs' distance from the line counts as error of its own, so that a bent model gets a
    wider proposal.

    places : draws from a standard normal prior, shape (n, p).
    outputs : shape (n, k); target : what they should be, shape (k,).
    errors : standard deviation of the error of each output, and what one standard deviation of
        an error that all share does to them, shape (k,).
    """
    n_parameters = places.shape[1]
    root = np.sqrt(weights)[:, None]
    design = np.hstack([np.ones((len(places), 1)), places])
    ridge = np.vstack([root * design, 1e-3 * np.eye(n_parameters + 1)])
    right = np.vstack([root * outputs, np.zeros((n_parameters + 1, outputs.shape[1]))])
    fit = np.linalg.lstsq(ridge, right, rcond=None)[0]
    rest = (weights[:, None] * (outputs - design @ fit) ** 2).sum(axis=0)
    precision = 1.0 / (errors[0] ** 2 + rest)
    slopes = np.vstack([fit[1:], errors[1]])  # the shared error is one more unknown
    covariance = np.linalg.inv(np.eye(n_parameters + 1) + (slopes * precision) @ slopes.T)
    mean = covariance @ ((slopes * precision) @ (target - fit[0]))
    return mean[:-1], covariance[:-1, :-1]


def weighted_moments(places: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mean and covariance of weighted draws, drawn towards the prior where they are few."""
    n_parameters = places.shape[1]
    mean = weights @ places
    centred = places - mean
    covariance = (weights[:, None] * centred).T @ centred
    trust = effective_draws(weights)
    trust = trust / (trust + 2.0 * n_parameters)
    diagonal = np.diag(np.diag(covariance))
    return mean, trust * covariance + (1.0 - trust) * diagonal + 1e-9 * np.eye(n_parameters)


def resampled(weights: FloatArray, count: int, seed: int) -> IntArray:
    """Rows of `count` equally weighted draws, systematically drawn, shape (count,)."""
    start = np.random.default_rng(seed).uniform()
    levels = (np.arange(count) + start) / count
    rows = np.searchsorted(np.cumsum(weights), levels, side="right")
    return np.minimum(rows, len(weights) - 1).astype(np.int32)


def weighted_quantiles(
    values: FloatArray, weights: FloatArray, quantiles: tuple[float, ...]
) -> FloatArray:
    """Quantiles of weighted draws per column, shape (len(quantiles), p).

    values : shape (n, p).
    """
    columns: list[FloatArray] = []
    for column in values.T:
        order = np.argsort(column)
        levels = np.cumsum(weights[order]) - 0.5 * weights[order]
        columns.append(np.interp(quantiles, levels, column[order]))
    return np.stack(columns, axis=1)


def _log_density(proposal: Proposal, places: FloatArray) -> FloatArray:
    white = np.linalg.solve(proposal.spread, (places - proposal.mean).T)
    determinant = np.log(np.diag(proposal.spread)).sum()
    n_parameters = len(proposal.mean)
    return -0.5 * (white**2).sum(axis=0) - determinant - 0.5 * n_parameters * np.log(2 * np.pi)

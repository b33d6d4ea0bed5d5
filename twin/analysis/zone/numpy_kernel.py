"""The hours of zones in plain array operations: slow, readable, and the check on the kernel."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.zone.compiled import P0, P1, P2, Q1, Q2, ROUNDS
from twin.analysis.zone.kernel import WARM_UP
from twin.analysis.zone.lanes import Hours, Lanes, Need
from twin.analysis.zone.memory import START
from twin.model.arrays import FloatArray


@dataclass(slots=True)
class State:
    """What zones remember: modes (G, M, L), inner surfaces (G, L), air and radiant node (L,)."""

    modes: FloatArray
    inner: FloatArray
    air: FloatArray
    radiant: FloatArray


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of zones: flows of heat [W] by zone (L,) and by surface (G, L)."""

    heating: FloatArray
    coil: FloatArray
    cooling: FloatArray
    gains: FloatArray
    leaked: FloatArray
    aired: FloatArray
    supplied: FloatArray
    stored_in_air: FloatArray
    into_surfaces: FloatArray
    put_on_surfaces: FloatArray


def run_numpy(
    lanes: Lanes, hours: Hours, warm_up: int = WARM_UP, watched: Sequence[int] = ()
) -> tuple[Need, list[Hour], list[State]]:
    """Needs as `kernel.run`, with every flow and state of each hour."""
    state = start(lanes)
    n = len(hours.temperature)
    flows: list[Hour] = []
    states: list[State] = []
    seen = list(watched)
    entering = np.empty((len(seen), warm_up + n, lanes.area.shape[1]))
    for step in range(-warm_up, n):
        flow, state = advance(lanes, hours, step % n, state)
        entering[:, warm_up + step] = flow.into_surfaces[seen] / lanes.area[seen]
        if step >= 0:
            flows.append(flow)
            states.append(state)
    return (
        Need(
            heating=np.array([f.heating for f in flows], dtype=np.float32),
            coil=np.array([f.coil for f in flows], dtype=np.float32),
            cooling=np.array([f.cooling for f in flows], dtype=np.float32),
            air=np.array([s.air for s in states], dtype=np.float32),
            radiant=np.array([s.radiant for s in states], dtype=np.float32),
            entering=entering,
        ),
        flows,
        states,
    )


def start(lanes: Lanes) -> State:
    """Everything at the same temperature, as far as the first mode carries it."""
    modes = np.zeros_like(lanes.decay)
    modes[:, 0] = START
    surfaces, zones = lanes.area.shape
    return State(
        modes, np.full((surfaces, zones), START), np.full(zones, START), np.full(zones, START)
    )


def advance(lanes: Lanes, hours: Hours, k: int, state: State) -> tuple[Hour, State]:
    """One hour."""
    out = hours.temperature[k]
    outer = hours.outer[lanes.channel, k].astype(np.float64)
    factor = lanes.gains
    radiant_gain = hours.radiant[lanes.use, k] * factor
    sun = lanes.beam * hours.beam[k] + lanes.diffuse * hours.diffuse[k]
    put = sun / lanes.area + radiant_gain / lanes.area.sum(axis=0)
    known = lanes.outside * outer + (lanes.mean * state.modes).sum(axis=1) + lanes.flux * put
    flow, supplied, coil = _supply(lanes, hours, k, state.air)
    is_warm = (state.air > lanes.flushing_above) & (state.air - out > lanes.flushing_below)
    flushed = np.where(is_warm, lanes.flushing * hours.extra[lanes.use, k], 0.0)
    leak = (lanes.leakage + flushed) * hours.density[k]
    convective = hours.convective[lanes.use, k] * factor
    before = state.air
    top0 = flow * supplied + coil + leak * out + convective + lanes.air_capacity * before
    bottom0 = flow + leak + lanes.air_capacity
    low = hours.heating[lanes.use, k] + lanes.shift
    high = np.maximum(hours.cooling[lanes.use, k], low)
    air, radiant, inner = state.air, state.radiant, state.inner
    power = opened = np.zeros_like(air)
    for _ in range(ROUNDS):
        over = inner - air
        h = np.where(over > 0, lanes.warm, lanes.cold) * _cube_root(np.abs(over))
        keep = 1 / (1 + lanes.flux * (h + lanes.radiation))
        seen = lanes.area * lanes.radiation
        to_node = (seen * (1 - keep * lanes.flux * lanes.radiation)).sum(axis=0)
        tie = (seen * keep * lanes.flux * h).sum(axis=0) / to_node
        base = (seen * keep * known).sum(axis=0) / to_node
        back = lanes.area * h * keep * lanes.flux * lanes.radiation
        top = top0 + (lanes.area * h * keep * known).sum(axis=0) + back.sum(axis=0) * base
        bottom = bottom0 + (lanes.area * h * (1 - keep * lanes.flux * h)).sum(axis=0)
        bottom = bottom - back.sum(axis=0) * tie
        opened = _opened(lanes, top, bottom, low, out)
        top, bottom = top + opened * out, bottom + opened
        power = np.maximum(bottom * low - top, 0) + np.minimum(bottom * high - top, 0)
        power = np.clip(power, -lanes.cooling_power, lanes.heating_power)
        air = (top + power) / bottom
        radiant = base + tie * air
        inner = keep * (known + lanes.flux * (h * air + lanes.radiation * radiant))
    into = put + (inner - known) / lanes.flux
    modes = (
        lanes.decay * state.modes
        + lanes.by_outside * outer[:, None]
        + lanes.by_flux * into[:, None]
    )
    found = Hour(
        heating=np.maximum(power, 0),
        coil=coil,
        cooling=np.maximum(-power, 0),
        gains=convective + (put * lanes.area).sum(axis=0),
        leaked=leak * (air - out),
        aired=opened * (air - out),
        supplied=flow * (air - supplied),
        stored_in_air=lanes.air_capacity * (air - before),
        into_surfaces=into * lanes.area,
        put_on_surfaces=put * lanes.area,
    )
    return found, State(modes, inner, air, radiant)


def _cube_root(size: FloatArray) -> FloatArray:
    return (P0 + size * (P1 + size * P2)) / (1 + size * (Q1 + size * Q2))


def _supply(
    lanes: Lanes, hours: Hours, k: int, air: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Conductance of the supply air [W/K], its temperature after recovery, and the coil [W]."""
    out = hours.temperature[k]
    has_coil = lanes.coil > 0
    wanted = lanes.supply_temperature
    back = np.maximum(np.minimum(lanes.recovery * (air - out), air - lanes.frost), 0)
    supplied = out + np.maximum(np.minimum(back, wanted - out), 0)
    flow = lanes.supply * hours.flow[lanes.use, k]
    return flow, supplied, np.where(has_coil, flow * np.maximum(wanted - supplied, 0), 0)


def _opened(
    lanes: Lanes, top: FloatArray, bottom: FloatArray, low: FloatArray, out: float
) -> FloatArray:
    """Conductance of opened windows. [W/K]"""
    limit = np.maximum(lanes.airing_temperature, low)
    drop = limit - out
    needed = (top - bottom * limit) / np.maximum(drop, 0.01)
    return np.where(drop > 0.01, np.clip(needed, 0, lanes.airing), 0)

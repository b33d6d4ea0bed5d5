"""The hours of many zones side by side, compiled.

A zone is a handful of surfaces around one air node and one radiant node. Each hour the surfaces
give what they remember (`modes`), the radiant node ties them together, and the air temperature
follows from one equation in one unknown, with heating, airing and cooling cut in where it leaves
the wanted band. `numpy_kernel` says the same once more in array operations; a test compares them.

Zones ("lanes") lie along the last axis of every array so that one instruction serves several.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
from numba import njit

from twin.analysis.zone.lanes import Hours, Lanes, Need
from twin.analysis.zone.modes import MODES
from twin.model.arrays import Float32Array, FloatArray, IntArray

WARM_UP = 1440  # hours of November and December run before January, to forget the start
AnyFloats = FloatArray | Float32Array
START = 20.0  # of all surfaces. [degree C]
ROUNDS = 2  # times that convection is set from the temperatures it leads to
NO_LIMIT = 99.0  # so that recovery is never throttled. [degree C]
NARROW, WIDE = 8, 64  # zones that run side by side

# Cube root of a temperature difference as a fraction of polynomials, within 2.4 % from 0.03 to
# 40 K (least squares on its relative error); at no difference it leaves 0.24.
P0, P1, P2, Q1, Q2 = 0.23994144, 3.72331768, 0.8588858, 3.61291533, 0.19404147


def run(
    lanes: Lanes,
    hours: Hours,
    warm_up: int = WARM_UP,
    kind: type = np.float64,
    watched: Sequence[int] = (),
) -> Need:
    """Needs of all zones over all hours.

    warm_up : hours at the end of the year run first.
    kind : ``np.float64``, or ``np.float32`` for many zones at twice the speed; a year's sums then
        differ by less than 1e-4.
    watched : surfaces whose heat flow `Need.entering` is to tell.
    """
    n_lanes = lanes.area.shape[1]
    width = NARROW if n_lanes <= 3 * NARROW else WIDE
    found = np.empty((5, len(hours.temperature), n_lanes), np.float32)
    seen = np.array(watched, np.int32)
    entering = np.empty((len(seen), warm_up + len(hours.temperature), n_lanes), kind)
    schedules = np.stack([getattr(hours, name) for name in SCHEDULES], axis=2)
    shared = (
        lanes.channel, hours.temperature.astype(kind), hours.density.astype(kind),
    )  # fmt: skip
    for use, part in _chunks(lanes.use, width):
        surfaces = np.stack([getattr(lanes, name)[:, part] for name in SURFACE], axis=1)
        modes = np.stack([getattr(lanes, name)[..., part] for name in MODE], axis=2)
        chunk, entered = kernel(width)(
            _with_inverses(surfaces).astype(kind), modes.astype(kind), _followed(modes),
            _scalars(lanes, part).astype(kind), *shared, _taken(hours.outer, part),
            _taken(hours.beam, part), _taken(hours.diffuse, part),
            schedules[use].astype(kind), NUMBERS.astype(kind), warm_up, seen,
        )  # fmt: skip
        if chunk.shape == found.shape:
            return Need(*chunk, entering=entered)
        _put(found, chunk, part)
        _put(entering, entered, part)
    return Need(*found, entering=entering)


def _followed(modes: FloatArray) -> IntArray:
    """How many modes each surface has; windows have none, shape (G,)."""
    return (modes[:, :, 0] != 0).any(axis=2).sum(axis=1).astype(np.int32)


def _chunks(use: IntArray, width: int) -> Iterator[tuple[int, IntArray]]:
    """Zones of one use, `width` at a time; the last one is repeated where fewer are left."""
    for value in np.unique(use):
        rows = np.flatnonzero(use == value)
        for first in range(0, len(rows), width):
            some = rows[first : first + width]
            yield int(value), np.concatenate([some, np.repeat(some[-1], width - len(some))])


def _is_run(part: IntArray) -> bool:
    return bool((np.diff(part) == 1).all())


def _taken(values: Float32Array, part: IntArray) -> Float32Array:
    """Those zones of the last axis; without a copy where they are all of it, in order."""
    if _is_run(part):
        return np.ascontiguousarray(values[..., part[0] : part[-1] + 1])
    return np.ascontiguousarray(values[..., part])


def _put(found: AnyFloats, chunk: AnyFloats, part: IntArray) -> None:
    if _is_run(part):
        found[..., part[0] : part[-1] + 1] = chunk
    else:
        found[..., part] = chunk


SURFACE = ("area", "radiation", "warm", "cold", "flux", "outside", "beam", "diffuse")
MODE = ("mean", "decay", "by_outside", "by_flux")
SCALAR = (
    "air_capacity", "leakage", "supply", "recovery", "frost", "supply_temperature", "gains",
    "shift", "heating_power", "cooling_power", "airing", "airing_temperature",
)  # fmt: skip
FLUSHING = ("flushing", "flushing_above", "flushing_below")
SCHEDULES = ("convective", "radiant", "flow", "extra", "heating", "cooling")
FIELDS = 10
NUMBERS = np.array([0.0, 1.0, 0.01, P0, P1, P2, Q1, Q2])


def _scalars(lanes: Lanes, part: IntArray) -> FloatArray:
    """`SCALAR`, gains per area of all surfaces, coil or none, and `FLUSHING`, (17, zones)."""
    rows = [getattr(lanes, name)[part] for name in SCALAR]
    per_area = lanes.gains[part] / lanes.area[:, part].sum(axis=0)
    flushing = [getattr(lanes, name)[part] for name in FLUSHING]
    return np.stack([*rows, per_area, lanes.coil[part], *flushing])


def _with_inverses(surfaces: FloatArray) -> FloatArray:
    """Fields of `SURFACE`, sun shares per area, and 1 / flux, shape (G, FIELDS, zones)."""
    area, flux = surfaces[:, 0], surfaces[:, 4]
    made = np.empty((len(surfaces), FIELDS, surfaces.shape[2]))
    made[:, :8] = surfaces
    made[:, 6] /= area
    made[:, 7] /= area
    made[:, 2] -= made[:, 3]
    made[:, 8] = 1 / flux
    made[:, 9] = 1 + flux * surfaces[:, 1]
    return made


@cache
def kernel(width: int) -> Callable[..., tuple[Float32Array, AnyFloats]]:  # noqa: C901, PLR0915
    """The compiled hours of `width` zones side by side.

    The width is a constant of the compiled code, so that it fills the vector units. What else it
    is made with is bound here too, so that code kept on disk is never that of other constants.
    """
    start, rounds = START, ROUNDS

    @njit(
        cache=True,
        nogil=True,
        fastmath={"contract", "arcp", "nsz", "reassoc"},
        error_model="numpy",
    )
    def hours_of(  # noqa: ANN202, C901, PLR0912, PLR0913, PLR0915, PLR0917
        surfaces, modes, followed, scalars, channel, temperature, density, outer, beam, diffuse,  # noqa: ANN001
        schedules, numbers, warm_up, watched,  # noqa: ANN001
    ):  # fmt: skip
        """See `numpy_kernel.run` for the same in plain words.

        surfaces (G, FIELDS, width), modes (G, M, 4, width), followed (G,),
        scalars (17, width).
        """
        kind = surfaces.dtype
        zero, one, little = numbers[0], numbers[1], numbers[2]
        p0, p1, p2, q1, q2 = numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]
        n_surfaces = modes.shape[0]
        n = len(temperature)
        fixed, moving, own = surfaces.ravel(), modes.ravel(), scalars.ravel()
        driven, beam_in, diffuse_in = outer.ravel(), beam.ravel(), diffuse.ravel()
        found = np.zeros((5, n, width), np.float32)
        out_flat = found.ravel()
        entered = np.zeros((len(watched), warm_up + n, width), kind)
        w = np.zeros(n_surfaces * MODES * width, kind)
        state = np.zeros(n_surfaces * 4 * width, kind)  # inner temperature, share, known, put
        hot = np.zeros(3 * width, kind)  # air, radiant temperature, power
        fed = np.zeros(
            6 * width, kind
        )  # heat and conductance into the air, gain, coil, both with surfaces
        sums = np.zeros(5 * width, kind)  # over the surfaces
        for i in range(n_surfaces):
            for b in range(width):
                w[i * MODES * width + b] = start
                state[i * 4 * width + b] = start
        for b in range(width):
            hot[b] = start
            hot[width + b] = start
        airing = zero
        for b in range(width):
            airing = max(airing, own[10 * width + b])
        for step in range(-warm_up, n):
            k = step % n
            out, dense = temperature[k], density[k]
            convective, radiating, flowing = schedules[k, 0], schedules[k, 1], schedules[k, 2]
            extra, warm_below, cool_above = schedules[k, 3], schedules[k, 4], schedules[k, 5]
            for b in range(width):
                air, factor = hot[b], own[6 * width + b]
                fed[2 * width + b] = radiating * own[12 * width + b]
                # Heat recovery, held back by frost and by the wanted temperature; then the coil.
                back = max(min(own[3 * width + b] * (air - out), air - own[4 * width + b]), zero)
                wanted = own[5 * width + b]
                supplied = out + max(min(back, wanted - out), zero)
                lift = max(wanted - supplied, zero) * own[13 * width + b]
                flow = own[2 * width + b] * flowing
                fed[3 * width + b] = flow * lift
                is_warm = air > own[15 * width + b] and air - out > own[16 * width + b]
                flushed = extra * own[14 * width + b] if is_warm else zero
                leak = (own[1 * width + b] + flushed) * dense
                capacity = own[b]
                fed[b] = (
                    flow * (supplied + lift) + leak * out + convective * factor + capacity * air
                )
                fed[width + b] = flow + leak + capacity
            for i in range(n_surfaces):
                f, s, d = i * FIELDS * width, i * 4 * width, (channel[i] * n + k) * width
                for b in range(width):
                    put = (
                        fixed[f + 6 * width + b] * beam_in[k * width + b]
                        + fixed[f + 7 * width + b] * diffuse_in[k * width + b]
                        + fed[2 * width + b]
                    )
                    state[s + 3 * width + b] = put
                    state[s + 2 * width + b] = (
                        fixed[f + 5 * width + b] * driven[d + b] + fixed[f + 4 * width + b] * put
                    )
                if followed[i]:
                    m, q = i * MODES * 4 * width, i * MODES * width
                    for b in range(width):
                        state[s + 2 * width + b] += (
                            moving[m + b] * w[q + b]
                            + moving[m + 4 * width + b] * w[q + width + b]
                            + moving[m + 8 * width + b] * w[q + 2 * width + b]
                        )
            for turn in range(rounds):
                for b in range(width):
                    sums[b] = zero
                    sums[width + b] = zero
                    sums[2 * width + b] = zero
                    sums[3 * width + b] = zero
                    sums[4 * width + b] = zero
                for i in range(n_surfaces):
                    f, s = i * FIELDS * width, i * 4 * width
                    for b in range(width):
                        r, a = fixed[f + width + b], fixed[f + b]
                        flux, known = fixed[f + 4 * width + b], state[s + 2 * width + b]
                        over = state[s + b] - hot[b]
                        size = abs(over)
                        warmer = one if over > zero else zero
                        factor = fixed[f + 3 * width + b] + warmer * fixed[f + 2 * width + b]
                        top = factor * (p0 + size * (p1 + size * p2))
                        below = one + size * (q1 + size * q2)
                        both = fixed[f + 9 * width + b]
                        inverse = one / (below * both + flux * top)
                        hd = top * inverse  # convection x share
                        d = below * inverse  # share of the known temperature that stays
                        state[s + width + b] = d
                        sums[b] += a * r * (d + flux * hd)
                        sums[width + b] += a * r * hd * flux
                        sums[2 * width + b] += a * r * d * known
                        sums[3 * width + b] += a * hd * both
                        sums[4 * width + b] += a * hd * known
                for b in range(width):
                    inverse = one / sums[b]
                    tie = sums[width + b] * inverse
                    hot[width + b] = tie
                    fed[4 * width + b] = fed[b] + sums[4 * width + b] + tie * sums[2 * width + b]
                    fed[5 * width + b] = (
                        fed[width + b] + sums[3 * width + b] - tie * sums[width + b]
                    )
                if airing > zero:  # windows are opened first
                    for b in range(width):
                        low = warm_below + own[7 * width + b]
                        limit = max(own[11 * width + b], low)
                        drop = max(limit - out, little)
                        needed = (fed[4 * width + b] - fed[5 * width + b] * limit) / drop
                        most = own[10 * width + b] if limit - out > little else zero
                        opened = min(max(needed, zero), most)
                        fed[4 * width + b] += opened * out
                        fed[5 * width + b] += opened
                for b in range(width):
                    low = warm_below + own[7 * width + b]
                    high = max(cool_above, low)
                    top, bottom = fed[4 * width + b], fed[5 * width + b]
                    power = max(bottom * low - top, zero) + min(bottom * high - top, zero)
                    power = max(min(power, own[8 * width + b]), -own[9 * width + b])
                    hot[2 * width + b] = power
                    air = (top + power) / bottom
                    hot[b] = air
                    hot[width + b] = sums[2 * width + b] / sums[b] + hot[width + b] * air
                if turn < rounds - 1:
                    for i in range(n_surfaces):
                        f, s = i * FIELDS * width, i * 4 * width
                        for b in range(width):
                            d, known = state[s + width + b], state[s + 2 * width + b]
                            r, flux = fixed[f + width + b], fixed[f + 4 * width + b]
                            # flux x convection x share is what is left of one
                            rest = one - d * fixed[f + 9 * width + b]
                            state[s + b] = d * (known + flux * r * hot[width + b]) + rest * hot[b]
            for i in range(n_surfaces):
                f, s, o = i * FIELDS * width, i * 4 * width, (channel[i] * n + k) * width
                for b in range(width):
                    d, known = state[s + width + b], state[s + 2 * width + b]
                    r, flux = fixed[f + width + b], fixed[f + 4 * width + b]
                    rest = one - d * fixed[f + 9 * width + b]
                    inner = d * (known + flux * r * hot[width + b]) + rest * hot[b]
                    state[s + b] = inner
                    state[s + 3 * width + b] += (inner - known) * fixed[f + 8 * width + b]
                if followed[i]:
                    m, q = i * MODES * 4 * width, i * MODES * width
                    for b in range(width):
                        face, entering = driven[o + b], state[s + 3 * width + b]
                        w[q + b] = (
                            moving[m + width + b] * w[q + b]
                            + moving[m + 2 * width + b] * face
                            + moving[m + 3 * width + b] * entering
                        )
                        w[q + width + b] = (
                            moving[m + 5 * width + b] * w[q + width + b]
                            + moving[m + 6 * width + b] * face
                            + moving[m + 7 * width + b] * entering
                        )
                        w[q + 2 * width + b] = (
                            moving[m + 9 * width + b] * w[q + 2 * width + b]
                            + moving[m + 10 * width + b] * face
                            + moving[m + 11 * width + b] * entering
                        )
            for place in range(len(watched)):
                s = watched[place] * 4 * width
                for b in range(width):
                    entered[place, warm_up + step, b] = state[s + 3 * width + b]
            if step >= 0:
                o, size = k * width, n * width
                for b in range(width):
                    power = hot[2 * width + b]
                    out_flat[o + b] = max(power, zero)
                    out_flat[size + o + b] = fed[3 * width + b]
                    out_flat[2 * size + o + b] = max(-power, zero)
                    out_flat[3 * size + o + b] = hot[b]
                    out_flat[4 * size + o + b] = hot[width + b]
        return found, entered

    return hours_of

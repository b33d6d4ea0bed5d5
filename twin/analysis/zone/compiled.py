"""The hours of zones, compiled: `numpy_kernel` says the same in plain words.

Everything that zones are and remember lies in one block of rows, each of `width` numbers side by
side, so that one instruction serves several zones and all of it stays in the nearest cache.

Let a surface have the temperature ``known + flux * (heat it exchanges inside)``. With radiation r
to the radiant node and convection h to the air it becomes

    inner = air + share * (rest + view * radiant - air),

with ``both = 1 + flux * r``, ``rest = known / both``, ``view = flux * r / both`` and
``share = 1 / (1 + h * flux / both)``. All sums over surfaces are then sums of `share`, and of
`share` times `rest`, with weights that stay the same for the whole year.
"""

from collections.abc import Callable
from functools import cache

from numba import njit

from twin.analysis.zone.modes import MODES

ROUNDS = 2  # times that convection is set from the temperatures it leads to

# Cube root of a temperature difference as a fraction of polynomials, within 2.4 % from 0.03 to
# 40 K (least squares on its relative error); at no difference it leaves 0.24.
P0, P1, P2, Q1, Q2 = 0.23994144, 3.72331768, 0.8588858, 3.61291533, 0.19404147
LITTLE = 0.01  # that air outside must be colder to be let in. [K]

# Rows of a zone: what it is, what it remembers, what an hour passes on, and sums over the year.
(
    CAPACITY, LEAKAGE, SUPPLY, RECOVERY, FROST, WANTED, COIL, GAINS, GAIN_PER_AREA, SHIFT,
    HEATING_POWER, COOLING_POWER, AIRING, AIRING_ABOVE, FLUSHING, FLUSHING_ABOVE, FLUSHING_BELOW,
    SEEN_SUM, HELD_SUM,
    AIR, RADIANT,
    INTO, HOLDING, COILED, GAIN, LOW, LIMIT, PER_DROP, MOST, POWER,
    ROOM, COILS, COOLING, PEAK,
    ZONE,
) = range(35)  # fmt: skip

# Rows of each surface: weights of its share, convection, what drives it, and what it remembers.
(
    SEEN, HELD, SEEN_AGAIN, VIEW, WARM, COLD, OUTSIDE, FLUX, BEAM, DIFFUSE, BACK, KEPT,
    PUT, REST, SHARE, INNER,
    MEAN,
) = range(17)  # fmt: skip
DECAY, BY_OUTSIDE, MODE, SURFACE = (MEAN + place * MODES for place in range(1, 5))

# Columns of the hours, and rows of what is found.
OUT, DENSITY, CONVECTIVE, RADIATING, FLOW, EXTRA, HEATED_TO, COOLED_TO, HOURLY = range(9)
RESULTS = 5  # heating, coil, cooling, air, radiant


@cache
def compiled(width: int, surfaces: int, kind: type) -> Callable[..., None]:  # noqa: C901, PLR0915
    """The hours of `width` zones of so many surfaces, as a function of arrays.

    Width and number of surfaces are constants of the compiled code, so that it is straight and
    fills the vector units; with 0 surfaces it reads their number from the memory, for width 1.

    kind : ``np.float32`` or ``np.float64``.
    """
    rounds = ROUNDS
    zero, one, little = kind(0), kind(1), kind(LITTLE)
    p0, p1, p2, q1, q2 = kind(P0), kind(P1), kind(P2), kind(Q1), kind(Q2)

    @njit(
        cache=True,
        nogil=True,
        fastmath={"contract", "arcp", "nsz", "reassoc"},
        error_model="numpy",
    )
    def hours_of(m, drives, hours, watched, found, entered, kept) -> None:  # noqa: ANN001, C901, PLR0912, PLR0913, PLR0915, PLR0917
        """Run some hours on.

        m : memory, ((ZONE + surfaces * SURFACE) * width,).
        drives : temperature outside each surface, then beam and diffuse, (h, (G + 2) * width).
        hours : (h, HOURLY).  watched : surfaces whose heat flow is told, (w,).
        found : (h, RESULTS * width), or one row if hours are not wanted.
        entered : (h, w * width).  kept : 1 where the hours count in the sums, else 0.
        """
        count = surfaces if surfaces else (len(m) // width - ZONE) // SURFACE
        for k in range(len(drives)):
            drive, hour, told = drives[k], hours[k], found[min(k, len(found) - 1)]
            out, dense, convective = hour[OUT], hour[DENSITY], hour[CONVECTIVE]
            radiating, flowing, extra = hour[RADIATING], hour[FLOW], hour[EXTRA]
            heated_to, cooled_to = hour[HEATED_TO], hour[COOLED_TO]
            for b in range(width):
                air = m[AIR * width + b]
                # Heat recovery, held back by frost and by the wanted temperature; then the coil.
                back = min(m[RECOVERY * width + b] * (air - out), air - m[FROST * width + b])
                wanted = m[WANTED * width + b]
                supplied = out + max(min(max(back, zero), wanted - out), zero)
                flow = m[SUPPLY * width + b] * flowing
                coiled = flow * max(wanted - supplied, zero) * m[COIL * width + b]
                is_warm = (air > m[FLUSHING_ABOVE * width + b]) & (
                    air - out > m[FLUSHING_BELOW * width + b]
                )
                flushing = m[FLUSHING * width + b] * extra
                flushed = flushing if is_warm else zero
                leak = (m[LEAKAGE * width + b] + flushed) * dense
                capacity = m[CAPACITY * width + b]
                m[COILED * width + b] = coiled
                gain = m[GAIN_PER_AREA * width + b] * radiating
                low = heated_to + m[SHIFT * width + b]
                limit = max(m[AIRING_ABOVE * width + b], low)
                airing = m[AIRING * width + b]
                m[LOW * width + b] = low
                m[LIMIT * width + b] = limit
                m[PER_DROP * width + b] = one / max(limit - out, little)
                m[MOST * width + b] = airing if limit - out > little else zero
                beam, diffuse = drive[count * width + b], drive[(count + 1) * width + b]
                held = zero
                for i in range(count):
                    s = ZONE + i * SURFACE
                    put = m[(s + BEAM) * width + b] * beam + gain
                    put += m[(s + DIFFUSE) * width + b] * diffuse
                    rest = m[(s + OUTSIDE) * width + b] * drive[i * width + b]
                    rest += m[(s + FLUX) * width + b] * put
                    for j in range(MODES):
                        mode = m[(s + MODE + j) * width + b]
                        rest += m[(s + MEAN + j) * width + b] * mode
                    m[(s + PUT) * width + b] = put
                    m[(s + REST) * width + b] = rest
                    held += m[(s + HELD) * width + b] * rest
                m[INTO * width + b] = (
                    flow * supplied
                    + coiled
                    + leak * out
                    + m[GAINS * width + b] * convective
                    + capacity * air
                    + held
                )
                m[HOLDING * width + b] = flow + leak + capacity + m[HELD_SUM * width + b]
            for _ in range(rounds):
                for b in range(width):
                    air = m[AIR * width + b]
                    to_node = tie = m[SEEN_SUM * width + b]
                    top, bottom = m[INTO * width + b], m[HOLDING * width + b]
                    known = zero
                    for i in range(count):
                        s = ZONE + i * SURFACE
                        over = m[(s + INNER) * width + b] - air
                        warm, cold = m[(s + WARM) * width + b], m[(s + COLD) * width + b]
                        factor = warm if over > zero else cold
                        size = abs(over)
                        below = one + size * (q1 + size * q2)
                        share = below / (below + factor * (p0 + size * (p1 + size * p2)))
                        m[(s + SHARE) * width + b] = share
                        held, seen = m[(s + HELD) * width + b], m[(s + SEEN) * width + b]
                        rested = share * m[(s + REST) * width + b]
                        to_node -= m[(s + SEEN_AGAIN) * width + b] * share
                        tie -= seen * share
                        known += seen * rested
                        bottom -= held * share
                        top -= held * rested
                    # Everything is multiplied by the conductance to the radiant node.
                    top = to_node * top + tie * known
                    bottom = to_node * bottom - tie * tie
                    # Windows are opened first.
                    limit = m[LIMIT * width + b]
                    needed = (top - bottom * limit) * m[PER_DROP * width + b]
                    opened = min(max(needed, zero), m[MOST * width + b] * to_node)
                    top += opened * out
                    bottom += opened
                    low = m[LOW * width + b]
                    high = max(cooled_to, low)
                    power = max(bottom * low - top, zero) + min(bottom * high - top, zero)
                    power = min(power, m[HEATING_POWER * width + b] * to_node)
                    power = max(power, -m[COOLING_POWER * width + b] * to_node)
                    inverse = one / (to_node * bottom)
                    air = (top + power) * (inverse * to_node)
                    inverse *= bottom
                    radiant = (known + tie * air) * inverse
                    m[POWER * width + b] = power * inverse
                    m[AIR * width + b] = air
                    m[RADIANT * width + b] = radiant
                    for i in range(count):
                        s = ZONE + i * SURFACE
                        rest = m[(s + REST) * width + b] + m[(s + VIEW) * width + b] * radiant
                        inner = air + m[(s + SHARE) * width + b] * (rest - air)
                        m[(s + INNER) * width + b] = inner
            for b in range(width):
                for i in range(count):
                    s = ZONE + i * SURFACE
                    entering = m[(s + PUT) * width + b]
                    entering += m[(s + BACK) * width + b] * m[(s + INNER) * width + b]
                    entering -= m[(s + KEPT) * width + b] * m[(s + REST) * width + b]
                    m[(s + PUT) * width + b] = entering
                    face = drive[i * width + b]
                    for j in range(MODES):
                        mode = m[(s + DECAY + j) * width + b] * m[(s + MODE + j) * width + b]
                        mode += m[(s + BY_OUTSIDE + j) * width + b] * face
                        m[(s + MODE + j) * width + b] = mode + entering
            for b in range(width):
                power = m[POWER * width + b]
                heating, cooling = max(power, zero), max(-power, zero)
                coiled = m[COILED * width + b]
                m[ROOM * width + b] += kept * heating
                m[COILS * width + b] += kept * coiled
                m[COOLING * width + b] += kept * cooling
                m[PEAK * width + b] = max(m[PEAK * width + b], kept * (heating + coiled))
                told[b] = heating
                told[width + b] = coiled
                told[2 * width + b] = cooling
                told[3 * width + b] = m[AIR * width + b]
                told[4 * width + b] = m[RADIANT * width + b]
            for place in range(len(watched)):
                s = ZONE + watched[place] * SURFACE
                for b in range(width):
                    entered[k, place * width + b] = m[(s + PUT) * width + b]

    return hours_of

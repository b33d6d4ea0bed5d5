"""Zones that exchange heat: each is run for the whole year with what the others were last.

The years are repeated until what the zones meet in each other no longer changes (waveform
relaxation). What stands between them is in `partition`; rooms and buildings are joined in `rooms`
and `neighbours`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.zone.kernel import WARM_UP, run
from twin.analysis.zone.lanes import Hours, Lanes, Need
from twin.analysis.zone.partition import Half, met
from twin.model.arrays import FloatArray

Block = tuple[Lanes, Hours]
Solver = Callable[[Lanes, Hours, int, Sequence[int]], Need]
TOLERANCE = 0.01  # root mean square of the last change of what zones meet. [K]
MOST_ROUNDS = 150
MEMORY = 5  # earlier rounds from which the next one is foreseen
DAMPING = 1e-10  # of the foresight, against rounds that hardly differ


@dataclass(frozen=True, slots=True)
class Side:
    """Where a link meets a zone: the surface `row` of lane `lane` of block `block`."""

    block: int
    row: int
    lane: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """What two zones share.

    halves : of a wall; None where air passes.
    size : area of a wall [m2], or conductance of passing air [W/K].
    """

    sides: tuple[Side, Side]
    halves: tuple[Half, Half] | None
    size: float


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """Zones that agree about what they exchange.

    needs : of each block.
    flows : heat through each link, shape (2, H): out of the first zone, and into the second one.
        They are the same but for what was left of the iteration. [W]
    rounds : how often the year was run.  change : of the last round, root mean square. [K]
    """

    needs: tuple[Need, ...]
    flows: tuple[FloatArray, ...]
    rounds: int
    change: float


def kernel(lanes: Lanes, hours: Hours, warm_up: int, watched: Sequence[int]) -> Need:
    """Zones by the compiled hours."""
    return run(lanes, hours, warm_up, watched=watched)


def exchanged(
    blocks: Sequence[Block],
    links: Sequence[Link],
    tolerance: float = TOLERANCE,
    warm_up: int = WARM_UP,
    solver: Solver = kernel,
) -> Exchange:
    """Run zones until they agree.

    Parameters
    ----------
    blocks : zones that run side by side, with the surface of every link; `Hours.outer` of its
        channel is what it meets at first.
    tolerance : [K]

    References
    ----------
    Lelarasmee, Ruehli and Sangiovanni-Vincentelli (1982), IEEE Transactions on Computer-Aided
    Design 1, 131-145; Anderson (1965), Journal of the ACM 12, 547-560, for the foresight.
    """
    work = _Work(blocks, links, warm_up, solver)
    meets = work.meets()
    foresight = _Foresight()
    rounds, change = 0, np.inf
    while True:
        work.run(meets)
        rounds += 1
        answer = work.answer()
        used = work.meets()
        change = float(np.sqrt(np.mean((answer - used) ** 2))) if answer.size else 0.0
        if change <= tolerance or rounds >= MOST_ROUNDS:
            break
        meets = foresight.next(used, answer)
    return Exchange(tuple(work.needs), work.flows(), rounds, change)


class _Work:
    """Blocks with room for what they meet, and the last round of them."""

    def __init__(
        self, blocks: Sequence[Block], links: Sequence[Link], warm_up: int, solver: Solver
    ) -> None:
        self.blocks = [(lanes, replace(h, outer=h.outer.copy())) for lanes, h in blocks]
        self.links = links
        self.warm_up, self.solver = warm_up, solver
        self.sides = [side for link in links for side in link.sides]
        self.watched = [
            sorted({side.row for side in self.sides if side.block == number})
            for number in range(len(blocks))
        ]
        self.needs: list[Need] = []

    def meets(self) -> FloatArray:
        """What every side meets, as the zones know it, shape (2 * links, H)."""
        return np.array([self._met(side) for side in self.sides], np.float64)

    def run(self, meets: FloatArray) -> None:
        for side, values in zip(self.sides, meets, strict=True):
            self._met(side)[:] = values
        self.needs = [
            self.solver(lanes, hours, self.warm_up, watched)
            for (lanes, hours), watched in zip(self.blocks, self.watched, strict=True)
        ]

    def answer(self) -> FloatArray:
        """What every side should have met, shape (2 * links, H)."""
        rows: list[FloatArray] = []
        for link in self.links:
            if link.halves is None:
                rows += [self._air(side) for side in reversed(link.sides)]
                continue
            told = [self._told(*one) for one in zip(link.sides, link.halves, strict=True)]
            for (cut, leaving), half in zip(reversed(told), link.halves, strict=True):
                rows.append(met(cut, leaving, half.lead))
        return np.array(rows)

    def flows(self) -> tuple[FloatArray, ...]:
        found: list[FloatArray] = []
        for link in self.links:
            if link.halves is None:
                out = [link.size * (self._air(s) - self._met(s)) for s in link.sides]
            else:
                told = zip(link.sides, link.halves, strict=True)
                out = [link.size * self._told(side, half)[1] for side, half in told]
            found.append(np.stack([out[0], -out[1]]))
        return tuple(found)

    def _met(self, side: Side) -> FloatArray:
        """A view into the hours."""
        lanes, hours = self.blocks[side.block]
        return hours.outer[lanes.channel[side.row], :, side.lane]  # pyright: ignore

    def _air(self, side: Side) -> FloatArray:
        return self.needs[side.block].air[:, side.lane].astype(np.float64)

    def _told(self, side: Side, half: Half) -> tuple[FloatArray, FloatArray]:
        """Temperature of the cut, and heat out of the half."""
        row = self.watched[side.block].index(side.row)
        entering = self.needs[side.block].entering[row, :, side.lane].astype(np.float64)
        meets = self._met(side).astype(np.float64)
        before = meets[len(meets) - self.warm_up :] if self.warm_up else meets[:0]
        cut = half.cut(entering, np.concatenate([before, meets]))[self.warm_up :]
        return cut, half.leaving(cut, meets)


class _Foresight:
    """Where the rounds lead to, from the last few of them."""

    def __init__(self) -> None:
        self.answers: list[FloatArray] = []
        self.errors: list[FloatArray] = []

    def next(self, used: FloatArray, answer: FloatArray) -> FloatArray:
        """What to meet next: the mix of the answers whose errors cancel best."""
        self.answers = [*self.answers, answer][-MEMORY:]
        self.errors = [*self.errors, answer - used][-MEMORY:]
        if len(self.errors) < 2:
            return answer
        steps = np.array([self.errors[-1] - e for e in self.errors[:-1]]).reshape(
            len(self.errors) - 1, -1
        )
        square = steps @ steps.T
        square += DAMPING * np.trace(square) * np.eye(len(square))
        mix = np.linalg.solve(square, steps @ self.errors[-1].ravel())
        moves = [answer - a for a in self.answers[:-1]]
        return answer - sum(m * move for m, move in zip(mix, moves, strict=True))

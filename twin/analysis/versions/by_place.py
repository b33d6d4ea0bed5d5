"""Match elements of one class by where they stand and how large they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from twin.analysis.versions.board import Board, Side
from twin.analysis.versions.shapes import TOLERANCE, Rows
from twin.model.arrays import FloatArray
from twin.model.version import MatchReason

LIMIT = 1.0
"""What is farther from where it stood is not found by place. [m]"""
DEAREST = 0.6
"""What costs more is another thing: 1 m away, 1.5 times as large, or some of each."""
MARGIN = 0.05
"""Matches that are better than the next by less than this are left to people."""
LARGEST = 3_000
"""Things of one class that stand this thick are matched only where both choose each other."""
_AWAY, _OTHER_SIZE, _OTHER_TYPE, _LEAST_SIZE = 0.6, 0.4, 0.2, 0.2
_APART = 1e6  # between classes in the tree; larger than any coordinate of a building
_NO_WAY = 1e3
_SAME_BOX = 0.98


def by_place(board: Board) -> None:
    """Match what stands where it stood: first the same box, then the nearest alike."""
    _same_box(board)
    rows, new_rows = _drawn(board.old, board.open_old), _drawn(board.new, board.open_new)
    if not len(rows) or not len(new_rows):
        return
    one, other = _points(board, rows, new_rows)
    near = KDTree(one[:, :4]).sparse_distance_matrix(
        KDTree(other[:, :4]), LIMIT, output_type="coo_matrix"
    )
    cost = _costs(board, rows[near.row], new_rows[near.col], near.data)
    is_near = cost <= DEAREST
    edges = _Edges(near.row[is_near], near.col[is_near], cost[is_near])
    for some in _together(edges, len(rows), len(new_rows)):
        _assign(board, rows, new_rows, some)


def by_parts(board: Board) -> None:
    """Match wholes without a shape of their own by the parts that were matched."""
    new_at = {e.global_id: row for row, e in enumerate(board.new.elements)}
    old_at = {e.global_id: row for row, e in enumerate(board.old.elements)}
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for row, element in enumerate(board.old.elements):
        whole, partner = old_at.get(element.parent), int(board.partner[row])
        if whole is None or board.partner[whole] >= 0 or partner < 0:
            continue
        there = new_at.get(board.new.elements[partner].parent)
        if there is not None and board.old.family[whole] == board.new.family[there]:
            votes[whole][there] += 1
    for whole, found in votes.items():
        there, count = found.most_common(1)[0]
        share = count / sum(found.values())
        if share > 0.5 and not board.is_taken[there]:
            board.match(whole, there, MatchReason.PLACE, share)


class _Edges:
    """Which old row may be which new row, and what it costs; positions among the open rows."""

    def __init__(self, old: Rows, new: Rows, cost: FloatArray) -> None:
        self.old = old
        self.new = new
        self.cost = cost

    def some(self, chosen: Rows) -> "_Edges":
        """Some of the edges."""
        return _Edges(self.old[chosen], self.new[chosen], self.cost[chosen])

    def pairs(self) -> Iterable[tuple[int, int]]:
        """Old and new of each edge."""
        return zip(self.old.tolist(), self.new.tolist(), strict=True)


def _drawn(side: Side, rows: Rows) -> Rows:
    return rows[side.shapes.is_drawn[rows]]


def _points(board: Board, rows: Rows, new_rows: Rows) -> tuple[FloatArray, FloatArray]:
    """Centre, class and size of open rows, shapes (n, 7) and (m, 7)."""
    numbers: dict[str, int] = {}
    made: list[FloatArray] = []
    for side, of, shift in ((board.old, rows, board.shift), (board.new, new_rows, np.zeros(3))):
        kinds = [numbers.setdefault(side.family[r], len(numbers)) * _APART for r in of.tolist()]
        made.append(np.column_stack([side.shapes.centre[of] + shift, kinds, side.shapes.size[of]]))
    return made[0], made[1]


def _same_box(board: Board) -> None:
    """Match boxes that are the same and the only ones of their class there, else by their name."""
    rows, new_rows = _drawn(board.old, board.open_old), _drawn(board.new, board.open_new)
    if not len(rows) or not len(new_rows):
        return
    one, other = _points(board, rows, new_rows)
    near = KDTree(one).sparse_distance_matrix(
        KDTree(other), 2 * TOLERANCE, output_type="coo_matrix"
    )
    edges = _Edges(near.row, near.col, near.data)
    for is_alike in (False, True):
        kept = np.ones(len(edges.old), dtype=np.bool_)
        if is_alike:
            kept = np.array(
                [_is_alike(board, rows[i], new_rows[j]) for i, j in edges.pairs()],
                dtype=np.bool_,
            )
        free = (board.partner[rows[edges.old]] < 0) & ~board.is_taken[new_rows[edges.new]]
        among = edges.some(np.flatnonzero(kept & free))
        is_only = (np.bincount(among.old, minlength=len(rows))[among.old] == 1) & (
            np.bincount(among.new, minlength=len(new_rows))[among.new] == 1
        )
        for i, j in zip(among.old[is_only].tolist(), among.new[is_only].tolist(), strict=True):
            board.match(int(rows[i]), int(new_rows[j]), MatchReason.PLACE, _SAME_BOX)


def _is_alike(board: Board, old: int, new: int) -> bool:
    one, other = board.old.elements[old], board.new.elements[new]
    return (one.type_name, one.name) == (other.type_name, other.name)


def _costs(board: Board, rows: Rows, new_rows: Rows, distance: FloatArray) -> FloatArray:
    one, other = board.old.shapes.size[rows], board.new.shapes.size[new_rows]
    largest = np.maximum(np.linalg.norm(one, axis=1), _LEAST_SIZE)
    sized = np.minimum(np.linalg.norm(one - other, axis=1) / largest, 2.0)
    typed = np.array(
        [
            board.old.elements[i].type_name != board.new.elements[j].type_name
            for i, j in zip(rows.tolist(), new_rows.tolist(), strict=True)
        ],
        dtype=np.float64,
    )
    return distance / LIMIT * _AWAY + sized * _OTHER_SIZE + typed * _OTHER_TYPE


def _together(edges: _Edges, n: int, m: int) -> list[_Edges]:
    """Edges of each group of rows that compete with each other."""
    if not len(edges.old):
        return []
    graph = coo_matrix((np.ones(len(edges.old)), (edges.old, n + edges.new)), (n + m, n + m))
    _, group = connected_components(graph, directed=False)
    of_edge = group[edges.old]
    order = np.argsort(of_edge, kind="stable")
    cuts = np.flatnonzero(np.diff(of_edge[order])) + 1
    return [edges.some(chosen) for chosen in np.split(order, cuts)]


def _assign(board: Board, rows: Rows, new_rows: Rows, edges: _Edges) -> None:
    """Match one group as cheaply as can be, and doubt what might as well be otherwise."""
    ours, i = np.unique(edges.old, return_inverse=True)
    theirs, j = np.unique(edges.new, return_inverse=True)
    if max(len(ours), len(theirs)) > LARGEST:
        chosen = _mutual(i, j, edges.cost)
        table = None
    else:
        table = np.full((len(ours), len(theirs)), _NO_WAY)
        table[i, j] = edges.cost
        left, right = linear_sum_assignment(table)
        chosen = {
            a: b
            for a, b in zip(left.tolist(), right.tolist(), strict=True)
            if table[a, b] < _NO_WAY
        }
    if table is not None:
        doubted = _doubted(table, chosen)
        for a in sorted(doubted):
            likely = [int(b) for b in np.argsort(table[a]) if table[a, b] < _NO_WAY]
            board.doubt(int(rows[ours[a]]), [int(new_rows[theirs[b]]) for b in likely])
        chosen = {a: b for a, b in chosen.items() if a not in doubted}
    cost = dict(zip(zip(i.tolist(), j.tolist(), strict=True), edges.cost.tolist(), strict=True))
    for a, b in chosen.items():
        score = 1 - cost[a, b]
        board.match(int(rows[ours[a]]), int(new_rows[theirs[b]]), MatchReason.PLACE, score)


def _doubted(table: FloatArray, chosen: dict[int, int]) -> set[int]:
    """Rows whose match is hardly better than another one for them, or for their rival."""
    holder = {b: a for a, b in chosen.items()}
    found: set[int] = set()
    for a, b in chosen.items():
        for other in np.flatnonzero(table[a] < _NO_WAY).tolist():
            rival = holder.get(other)
            if other == b:
                continue
            better = table[a, other] - table[a, b]
            if rival is not None:
                better += table[rival, b] - table[rival, other]
            if better < MARGIN:
                found |= {a} if rival is None else {a, rival}
        rivals = np.flatnonzero(table[:, b] - table[a, b] < MARGIN).tolist()
        found |= {r for r in rivals if r not in chosen} | (
            {a} if any(r not in chosen for r in rivals) else set()
        )
    return found


def _mutual(i: NDArray[np.intp], j: NDArray[np.intp], cost: FloatArray) -> dict[int, int]:
    """Pairs that are the cheapest for both."""
    best_of_old: dict[int, int] = {}
    best_of_new: dict[int, int] = {}
    for edge in np.argsort(cost, kind="stable").tolist():
        best_of_old.setdefault(int(i[edge]), int(j[edge]))
        best_of_new.setdefault(int(j[edge]), int(i[edge]))
    return {a: b for a, b in best_of_old.items() if best_of_new[b] == a}

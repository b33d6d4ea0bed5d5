"""Window shapes of each building period."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WindowShape:
    """One kind of window.

    width, height, sill : sill above the floor. [m]
    columns, rows : panes side by side and above each other.
    per_axis : windows per facade axis.
    depth : how far the frame lies behind the facade. [m]
    """

    width: float
    height: float
    sill: float
    columns: int = 1
    rows: int = 1
    per_axis: int = 1
    depth: float = 0.08

    @property
    def name(self) -> str:
        """Type name as drawings write it, in decimetres."""
        return f"V{self.width * 10:.0f}x{self.height * 10:.0f}-{self.columns}{self.rows}"


WindowStyle = dict[str, WindowShape]

STYLES: dict[str, WindowStyle] = {
    "sash": {
        "day": WindowShape(1.3, 2.1, 0.85, 2, 3, depth=0.14),
        "high": WindowShape(0.9, 1.2, 1.6, 2, 2, depth=0.14),
        "stair": WindowShape(1.3, 2.4, 0.7, 2, 4, depth=0.14),
        "glass": WindowShape(1.5, 2.5, 0.5, 2, 3, depth=0.14),
        "hall": WindowShape(1.4, 2.4, 0.9, 2, 4, depth=0.14),
    },
    "attic": {
        "day": WindowShape(1.1, 1.2, 0.9, 2, 2, depth=0.12),
        "high": WindowShape(0.8, 0.8, 1.4, 1, 1, depth=0.12),
        "stair": WindowShape(1.0, 1.4, 0.8, 2, 2, depth=0.12),
        "glass": WindowShape(1.1, 1.2, 0.9, 2, 2, depth=0.12),
        "hall": WindowShape(1.1, 1.2, 0.9, 2, 2, depth=0.12),
    },
    "functional": {
        "day": WindowShape(2.0, 1.6, 0.9, 3, 1, depth=0.12),
        "high": WindowShape(1.2, 0.7, 1.8, 2, 1, depth=0.12),
        "stair": WindowShape(1.4, 2.6, 0.4, 2, 4, depth=0.12),
        "glass": WindowShape(2.4, 2.5, 0.2, 3, 1, depth=0.12),
        "hall": WindowShape(1.5, 2.6, 0.6, 2, 3, depth=0.12),
    },
    "tall hall": {
        "day": WindowShape(1.5, 2.9, 0.7, 2, 4, depth=0.16),
        "high": WindowShape(0.9, 0.9, 1.9, 1, 1, depth=0.16),
        "stair": WindowShape(1.4, 2.6, 0.4, 2, 4, depth=0.16),
        "glass": WindowShape(1.8, 3.0, 0.3, 2, 3, depth=0.16),
        "hall": WindowShape(1.5, 2.9, 0.7, 2, 4, depth=0.16),
    },
    "ribbon": {
        "day": WindowShape(2.7, 1.6, 0.9, 3, 1, depth=0.1),
        "high": WindowShape(2.7, 0.6, 1.9, 3, 1, depth=0.1),
        "stair": WindowShape(1.5, 2.2, 0.5, 1, 3, depth=0.1),
        "glass": WindowShape(2.8, 2.45, 0.05, 2, 1, depth=0.1),
        "hall": WindowShape(2.7, 1.0, 1.9, 3, 1, depth=0.1),
    },
    "fifties": {
        "day": WindowShape(2.4, 1.7, 0.85, 3, 1, depth=0.1),
        "high": WindowShape(1.4, 0.6, 1.9, 2, 1, depth=0.1),
        "stair": WindowShape(1.6, 2.4, 0.3, 2, 3, depth=0.1),
        "glass": WindowShape(2.6, 2.5, 0.1, 3, 1, depth=0.1),
        "hall": WindowShape(2.4, 1.6, 1.4, 3, 2, depth=0.1),
    },
    "casement": {
        "day": WindowShape(1.2, 1.35, 0.9, 2, 1, depth=0.06),
        "high": WindowShape(0.8, 0.6, 1.7, 1, 1, depth=0.06),
        "stair": WindowShape(1.2, 2.0, 0.5, 1, 2, depth=0.06),
        "glass": WindowShape(2.2, 2.15, 0.1, 2, 1, depth=0.06),
        "hall": WindowShape(1.8, 0.9, 1.6, 2, 1, depth=0.06),
    },
    "bay": {
        "day": WindowShape(1.8, 1.45, 0.8, 2, 1, depth=0.06),
        "high": WindowShape(0.9, 0.6, 1.8, 1, 1, depth=0.06),
        "stair": WindowShape(1.4, 2.1, 0.4, 2, 2, depth=0.06),
        "glass": WindowShape(2.4, 2.2, 0.1, 3, 1, depth=0.06),
        "hall": WindowShape(1.8, 1.0, 1.6, 2, 1, depth=0.06),
    },
    "modern": {
        "day": WindowShape(1.3, 2.0, 0.6, 1, 1, depth=0.05),
        "high": WindowShape(1.3, 0.6, 2.0, 1, 1, depth=0.05),
        "stair": WindowShape(1.3, 2.5, 0.2, 1, 2, depth=0.05),
        "glass": WindowShape(2.7, 2.7, 0.05, 2, 1, depth=0.05),
        "hall": WindowShape(2.7, 1.4, 1.5, 2, 1, depth=0.05),
    },
    "modern wide": {
        "day": WindowShape(2.4, 1.9, 0.7, 2, 1, depth=0.05),
        "high": WindowShape(1.8, 0.6, 2.0, 1, 1, depth=0.05),
        "stair": WindowShape(1.5, 2.6, 0.2, 1, 2, depth=0.05),
        "glass": WindowShape(2.8, 2.8, 0.05, 2, 1, depth=0.05),
        "hall": WindowShape(2.6, 1.4, 1.5, 2, 1, depth=0.05),
    },
    "play": {
        "day": WindowShape(1.1, 1.9, 0.35, 1, 1, depth=0.05),
        "high": WindowShape(1.0, 0.5, 1.8, 1, 1, depth=0.05),
        "stair": WindowShape(1.0, 2.0, 0.2, 1, 1, depth=0.05),
        "glass": WindowShape(2.0, 2.1, 0.15, 2, 1, depth=0.05),
        "hall": WindowShape(2.0, 1.0, 1.4, 2, 1, depth=0.05),
    },
    "curtain": {
        "day": WindowShape(2.86, 2.95, 0.05, 2, 2, depth=0.05),
        "high": WindowShape(2.86, 0.8, 2.0, 2, 1, depth=0.05),
        "stair": WindowShape(2.86, 2.95, 0.05, 2, 2, depth=0.05),
        "glass": WindowShape(2.86, 2.95, 0.05, 2, 2, depth=0.05),
        "hall": WindowShape(2.86, 2.6, 0.3, 2, 2, depth=0.05),
    },
    "blind": {},
}

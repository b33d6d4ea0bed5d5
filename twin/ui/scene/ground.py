"""The quiet plane below the buildings, with the soft shadow of what stands on it."""

from dataclasses import dataclass

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkFiltersSources import vtkPlaneSource
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture

from twin.model.arrays import BoolArray, ByteArray, Float32Array, FloatArray
from twin.model.mesh import MeshBatch
from twin.ui.scene.look import SceneTheme, mixed, rgb_bytes

_SAMPLES_PER_CELL = 5
_MOST_SAMPLES = 600_000
_SMALLEST_SHARE = 0.02
"""Faces that cover less of a cell than this throw no shadow."""


@dataclass(frozen=True, slots=True, eq=False)
class Plot:
    """Where a square of ground lies and how its shadow is made.

    centre : shape (2,), in scene coordinates. [m]
    half : half its side. [m]
    level : height of the plane. [m]
    cells : along one side of its picture.
    reach : faces that begin higher above the plane throw no shadow. [m]
    blurs : widths of the shadow's soft edges. [m]
    shadow : how dark the shadow is, 0 to 1.
    grid : distance of quiet grid lines on a map, 0 for none. [m]
    """

    centre: FloatArray
    half: float
    level: float
    cells: int = 512
    reach: float = 3.0
    blurs: tuple[float, ...] = (0.4, 2.0, 6.0)
    shadow: float = 0.52
    grid: float = 0.0


def building_plot(bounds: FloatArray) -> Plot:
    """Ground below a model; bounds: lowest and highest corner, shape (2, 3). [m]"""
    half = _diagonal(bounds) * 1.5 + 12.0
    return Plot(bounds[:, :2].mean(axis=0), half, float(bounds[0, 2]) - 0.03)


def map_plot(bounds: FloatArray) -> Plot:
    """Ground below the blocks of a portfolio: wider cells, lighter shadows, a quiet grid."""
    half = _diagonal(bounds) * 1.1 + 60.0
    grid = next((step for step in _GRIDS if step >= half / 14.0), _GRIDS[-1])
    cell = 2 * half / _MAP_CELLS
    return Plot(
        bounds[:, :2].mean(axis=0),
        half,
        float(bounds[0, 2]) - 0.03,
        cells=_MAP_CELLS,
        reach=np.inf,
        blurs=(max(1.2, cell * 0.6), max(4.0, cell), max(12.0, cell * 2)),
        shadow=0.34,
        grid=grid,
    )


_MAP_CELLS = 1024
_GRIDS = (50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10_000.0)


def covered_cells(
    batches: list[tuple[MeshBatch, BoolArray]], plot: Plot, origin: FloatArray
) -> FloatArray:
    """Share of each cell that lies below faces, shape (cells, cells), row 0 south.

    Parameters
    ----------
    batches : batch and which of its faces count, shape (f,).
    origin : shape (3,), of the scene. [m]
    """
    low = plot.centre - plot.half
    cells = plot.cells
    found = np.zeros(cells * cells)
    for batch, counts in batches:
        offset = batch.origin - origin
        points = _samples(batch, counts, plot.level + plot.reach - offset[2], plot)
        where = ((points + offset[:2] - low) / (2 * plot.half) * cells).astype(int)
        inside = ((where >= 0) & (where < cells)).all(axis=1)
        flat = where[inside, 1] * cells + where[inside, 0]
        found += np.bincount(flat, minlength=cells * cells)
    return np.minimum(found.reshape(cells, cells), 1.0)


def ground_picture(plot: Plot, covered: FloatArray, theme: SceneTheme) -> ByteArray:
    """Colour and opacity of the ground, shape (cells, cells, 4), row 0 south."""
    per_metre = plot.cells / (2 * plot.half)
    filled = (_blurred(covered.astype(np.float32), 1.0) > 0.12).astype(np.float32)
    dark = sum(_blurred(filled, blur * per_metre) for blur in plot.blurs) / len(plot.blurs)
    noise = _noise(plot.cells)
    step = np.clip(dark * 255 + noise * 2, 0, 255).astype(np.uint8)
    picture = np.empty((plot.cells, plot.cells, 4), np.uint8)
    land = rgb_bytes(theme.land if plot.grid else theme.ground)
    picture[..., :3] = _tones(land, theme, plot.shadow)[step]
    rows, columns = _grid_lines(plot)
    line_tones = _tones(mixed(land, rgb_bytes(theme.grid), 0.8), theme, plot.shadow)
    picture[rows, :, :3] = line_tones[step[rows]]
    picture[:, columns, :3] = line_tones[step[:, columns]]
    picture[..., 3] = np.clip(_solidity(plot.cells) * 255 + noise, 0, 255).astype(np.uint8)
    return picture


def ground_actor(plot: Plot, covered: FloatArray, theme: SceneTheme) -> vtkActor:
    """One unlit textured quad, seen from above only."""
    plane = vtkPlaneSource()
    x, y = plot.centre
    h, z = plot.half, plot.level
    plane.SetOrigin(x - h, y - h, z)
    plane.SetPoint1(x + h, y - h, z)
    plane.SetPoint2(x - h, y + h, z)
    mapper = vtkPolyDataMapper()
    mapper.SetInputConnection(plane.GetOutputPort())
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.SetTexture(_texture(ground_picture(plot, covered, theme)))
    actor.GetProperty().LightingOff()
    actor.GetProperty().BackfaceCullingOn()
    actor.ForceTranslucentOn()
    return actor


def _diagonal(bounds: FloatArray) -> float:
    return float(np.linalg.norm(bounds[1, :2] - bounds[0, :2]))


def _tones(land: FloatArray, theme: SceneTheme, shadow: float) -> ByteArray:
    """Ground colours from no shadow to full shadow, shape (256, 3)."""
    share = np.linspace(0.0, shadow, 256)[:, None]
    return np.rint(mixed(land, rgb_bytes(theme.shadow), share)).astype(np.uint8)


def _solidity(cells: int) -> Float32Array:
    """1 in the middle, fading to 0 at the rim, shape (cells, cells)."""
    middle = ((np.arange(cells) + 0.5) / cells * 2 - 1).astype(np.float32)
    solid = np.clip((1.0 - np.hypot(middle[:, None], middle[None, :])) / 0.62, 0.0, 1.0)
    return (solid * solid * (3 - 2 * solid)).astype(np.float32)


def _grid_lines(plot: Plot) -> tuple[BoolArray, BoolArray]:
    """Which rows and which columns lie on lines of the grid, shape (cells,) each."""
    if not plot.grid:
        nowhere = np.zeros(plot.cells, np.bool_)
        return nowhere, nowhere
    size = 2 * plot.half / plot.cells
    middle = (np.arange(plot.cells) + 0.5) * size - plot.half
    width = max(size, plot.grid / 60.0)
    north, east = (
        np.abs((middle + plot.centre[axis]) % plot.grid - plot.grid / 2) > (plot.grid - width) / 2
        for axis in (1, 0)
    )
    return north, east


def _blurred(values: Float32Array, sigma: float) -> Float32Array:
    """Near to a Gaussian blur: two passes of a box mean, at a cost independent of its width."""
    half = round(sigma * 1.2)
    for _ in range(2):
        values = _box_mean(_box_mean(values, half).T, half).T
    return values


def _box_mean(values: Float32Array, half: int) -> Float32Array:
    """Mean over `half` cells before and after each cell along the first axis."""
    size = 2 * half + 1
    padded = np.pad(values, ((half + 1, half), (0, 0)))
    sums = np.cumsum(padded, axis=0, dtype=np.float32)
    return (sums[size:] - sums[:-size]) / np.float32(size)


def _noise(cells: int) -> Float32Array:
    """A little noise against visible steps, 0 to 1, shape (cells, cells)."""
    tile = np.random.default_rng(2).random((64, 64)).astype(np.float32)
    repeats = -(-cells // 64)
    return np.tile(tile, (repeats, repeats))[:cells, :cells]


def _samples(batch: MeshBatch, counts: BoolArray, highest: float, plot: Plot) -> FloatArray:
    """Points spread evenly over the low faces seen from above, shape (k, 2)."""
    is_low = batch.vertices[:, 2] < highest
    faces = batch.faces[counts & is_low[batch.faces].any(axis=1)]
    a, b, c = (batch.vertices[faces[:, i], :2] for i in range(3))
    across, along = b - a, c - a
    area = np.abs(across[:, 0] * along[:, 1] - across[:, 1] * along[:, 0]) / 2
    cell = (2 * plot.half / plot.cells) ** 2
    seen = np.flatnonzero(area > cell * _SMALLEST_SHARE)
    wanted = np.ceil(area[seen] / cell * _SAMPLES_PER_CELL)
    scale = min(1.0, _MOST_SAMPLES / max(float(wanted.sum()), 1.0))
    wanted = np.ceil(wanted * scale).astype(int)
    a, across, along = a[seen], across[seen], along[seen]
    face = np.repeat(np.arange(len(seen)), wanted)
    chance = np.random.default_rng(1).random((len(face), 2))
    flip = chance.sum(axis=1) > 1
    chance[flip] = 1 - chance[flip]
    return a[face] + chance[:, :1] * across[face] + chance[:, 1:] * along[face]


def _texture(picture: ByteArray) -> vtkTexture:
    image = vtkImageData()
    image.SetDimensions(picture.shape[1], picture.shape[0], 1)
    image.GetPointData().SetScalars(numpy_to_vtk(picture.reshape(-1, 4), deep=True))
    texture = vtkTexture()
    texture.SetInputData(image)
    texture.SetColorModeToDirectScalars()
    texture.InterpolateOn()
    texture.MipmapOn()
    texture.RepeatOff()
    return texture

"""The quiet plane below the buildings, with the soft shadow of what stands on it."""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import uniform_filter
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkFiltersSources import vtkPlaneSource
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture

from twin.model.arrays import BoolArray, ByteArray, FloatArray
from twin.model.mesh import MeshBatch
from twin.ui.scene.look import SceneTheme, mixed, rgb_bytes

_SAMPLES_PER_CELL = 6
_MOST_SAMPLES = 1_500_000


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A square of ground.

    centre : shape (2,), in scene coordinates. [m]
    half : half its side. [m]
    level : height of the plane. [m]
    covered : share of each cell that buildings stand on, shape (k, k), row 0 south.
    blurs : widths of the shadow's soft edges. [m]
    shadow : how dark the shadow is, 0 to 1.
    grid : distance of quiet grid lines on a map, 0 for none. [m]
    """

    centre: FloatArray
    half: float
    level: float
    covered: FloatArray
    blurs: tuple[float, ...] = (0.4, 2.0, 6.0)
    shadow: float = 0.52
    grid: float = 0.0


def ground_below(
    batches: list[tuple[MeshBatch, BoolArray]], bounds: FloatArray, origin: FloatArray, cells: int
) -> Ground:
    """Ground below the chosen faces of batches.

    Parameters
    ----------
    batches : batch and which of its faces count, shape (f,).
    bounds : shape (2, 3), of what counts, in scene coordinates. [m]
    origin : shape (3,), of the scene. [m]
    cells : cells along one side.
    """
    centre = bounds[:, :2].mean(axis=0)
    half = float(np.linalg.norm(bounds[1, :2] - bounds[0, :2])) / 2 * 3.0 + 12.0
    level = float(bounds[0, 2]) - 0.03
    low = centre - half
    covered = np.zeros(cells * cells)
    for batch, counts in batches:
        points = _samples(batch, counts, (level + 3.0 - (batch.origin - origin)[2], half, cells))
        where = ((points + (batch.origin - origin)[:2] - low) / (2 * half) * cells).astype(int)
        inside = ((where >= 0) & (where < cells)).all(axis=1)
        flat = where[inside, 1] * cells + where[inside, 0]
        covered += np.bincount(flat, minlength=cells * cells)
    return Ground(centre, half, level, np.minimum(covered.reshape(cells, cells), 1.0))


def ground_picture(ground: Ground, theme: SceneTheme) -> ByteArray:
    """Colour and opacity of the ground, shape (k, k, 4), row 0 south."""
    cells = len(ground.covered)
    per_metre = cells / (2 * ground.half)
    filled = (_blurred(ground.covered.astype(np.float32), 1.0) > 0.12).astype(np.float32)
    soft = [_blurred(filled, blur * per_metre) for blur in ground.blurs]
    dark = ground.shadow * np.mean(soft, axis=0)
    middle = (np.arange(cells) + 0.5) / cells * 2 - 1
    radius = np.hypot(middle[:, None], middle[None, :])
    solid = np.clip((1.0 - radius) / 0.62, 0.0, 1.0)
    solid = solid * solid * (3 - 2 * solid)
    land = rgb_bytes(theme.land if ground.grid else theme.ground)
    lines = _grid_lines(ground)[..., None] * 0.8
    colours = mixed(
        mixed(land, rgb_bytes(theme.grid), lines), rgb_bytes(theme.shadow), dark[..., None]
    )
    picture = np.concatenate([colours, solid[..., None] * 255], axis=2)
    return np.clip(picture + _dither(cells), 0, 255).astype(np.uint8)


def ground_actor(ground: Ground, theme: SceneTheme) -> vtkActor:
    """One unlit textured quad, seen from above only."""
    plane = vtkPlaneSource()
    x, y = ground.centre
    h, z = ground.half, ground.level
    plane.SetOrigin(x - h, y - h, z)
    plane.SetPoint1(x + h, y - h, z)
    plane.SetPoint2(x - h, y + h, z)
    mapper = vtkPolyDataMapper()
    mapper.SetInputConnection(plane.GetOutputPort())
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.SetTexture(_texture(ground_picture(ground, theme)))
    actor.GetProperty().LightingOff()
    actor.GetProperty().BackfaceCullingOn()
    actor.ForceTranslucentOn()
    return actor


def _grid_lines(ground: Ground) -> FloatArray:
    """1 on the lines of a quiet grid, 0 elsewhere, shape (k, k)."""
    cells = len(ground.covered)
    if not ground.grid:
        return np.zeros((cells, cells), np.float32)
    size = 2 * ground.half / cells
    middle = (np.arange(cells) + 0.5) * size - ground.half
    width = max(size, ground.grid / 60.0)
    rows, columns = (
        np.abs((middle + ground.centre[i]) % ground.grid - ground.grid / 2)
        > (ground.grid - width) / 2
        for i in (1, 0)
    )
    return (rows[:, None] | columns[None, :]).astype(np.float32)


def _blurred(values: FloatArray, sigma: float) -> FloatArray:
    """Near to a Gaussian blur, at a cost that does not grow with its width."""
    size = max(int(round(2 * sigma)), 1)
    for _ in range(3):
        values = uniform_filter(values, size, mode="constant")
    return values


def _dither(cells: int) -> FloatArray:
    """A little noise against visible steps, 0 to 1, shape (k, k, 1)."""
    tile = np.random.default_rng(2).random((64, 64)).astype(np.float32)
    repeats = -(-cells // 64)
    return np.tile(tile, (repeats, repeats))[:cells, :cells, None]


def _samples(batch: MeshBatch, counts: BoolArray, limits: tuple[float, float, int]) -> FloatArray:
    """Points spread evenly over the low faces seen from above, shape (k, 2)."""
    highest, half, cells = limits
    corners = batch.vertices[batch.faces[counts]].astype(np.float64)
    corners = corners[corners[:, :, 2].min(axis=1) < highest][:, :, :2]
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    across, along = b - a, c - a
    area = np.abs(across[:, 0] * along[:, 1] - across[:, 1] * along[:, 0]) / 2
    cell = (2 * half / cells) ** 2
    wanted = np.ceil(area / cell * _SAMPLES_PER_CELL)
    wanted = np.ceil(wanted * min(1.0, _MOST_SAMPLES / max(wanted.sum(), 1.0))).astype(int)
    face = np.repeat(np.arange(len(corners)), wanted)
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

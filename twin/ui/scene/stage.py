"""The scene without a window: what is shown, how it looks and from where. Knows no Qt."""

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch
from twin.ui.scene import camera as moves
from twin.ui.scene.batch_actors import BatchShape, use_exact_depth
from twin.ui.scene.clearance import Room, is_clear, step_aside
from twin.ui.scene.extent import Extent
from twin.ui.scene.gone_actors import gone_actors
from twin.ui.scene.ground import building_plot, covered_cells, ground_actor, map_plot
from twin.ui.scene.look import SceneTheme, scene_theme
from twin.ui.scene.painting import Appearance
from twin.ui.scene.panel_actors import panel_actor
from twin.ui.scene.picking import Hit, Picker, Ray
from twin.ui.scene.section import SectionPlane
from twin.ui.scene.section_actors import show_section
from twin.ui.scene.side import Side
from twin.ui.scene.split import Split

_MOST_MOVING_EDGES = 100_000
_BEYOND = 1.001  # a ray ends a little behind the point it looks for


class Stage:
    """Batches on a ground, seen by one camera, on one side or on two to compare.

    Coordinates handed to VTK are relative to `origin`, the first batch's origin, because single
    precision cannot hold map coordinates.
    """

    def __init__(self, theme: str = "light") -> None:
        use_exact_depth()
        self.theme: SceneTheme = scene_theme(theme)
        self.camera = moves.new_camera()
        self.origin: FloatArray = np.zeros(3)
        self.shapes: list[BatchShape] = []
        self.sides: list[Side] = [Side(self.camera)]
        self.sides[0].use_theme(self.theme)
        self._window: vtkRenderWindow | None = None
        self._picker = Picker()
        self.section: SectionPlane | None = None
        self._terrain: BoolArray = np.zeros(0, np.bool_)
        self.smooths_edges = True
        self._is_map = False
        self._modules: FloatArray = np.zeros((0, 4, 3))
        self.split = Split()

    @property
    def appearance(self) -> Appearance:
        """How the elements look now (on the left when comparing)."""
        return self.sides[0].appearance

    def attach(self, window: vtkRenderWindow) -> None:
        """Draw into this window."""
        self._window = window
        window.SetNumberOfLayers(2)
        for side in self.sides:
            side.attach(window)

    def set_theme(self, name: str) -> None:
        """Change to ``light`` or ``dark``."""
        self.theme = scene_theme(name)
        for side in self.sides:
            side.use_theme(self.theme)
            side.paint(side.appearance, self.theme)
        self.lay_ground(is_map=self._is_map)

    def clear(self) -> None:
        """Show nothing."""
        for side in self.sides:
            side.clear()
        self.shapes.clear()
        self.section = None
        self._picker.forget()
        self._terrain = np.zeros(0, np.bool_)
        self._modules = np.zeros((0, 4, 3))

    def add(self, batch: MeshBatch) -> None:
        """Show one batch more; the first one sets the scene's origin."""
        if not len(batch.faces):
            return
        if not self.shapes:
            self.origin = batch.origin
        shape = BatchShape(batch)
        self.shapes.append(shape)
        for side in self.sides:
            side.add(shape, self.origin)
            side.paint(side.appearance, self.theme)

    def set_terrain(self, terrain: BoolArray) -> None:
        """Elements that are ground: they neither set the view nor throw a shadow."""
        self._terrain = terrain

    def paint(self, appearance: Appearance, side: int = 0) -> None:
        """Show the elements of one side like this."""
        before = self.sides[side].appearance
        self.sides[side].paint(appearance, self.theme)
        is_same = np.array_equal(before.hidden, appearance.hidden) and np.array_equal(
            before.ghosted, appearance.ghosted
        )
        if self.section is not None and not is_same:
            show_section(self.sides[side], self.section, self.origin, is_moving=False)

    def show_panels(self, modules: FloatArray) -> None:
        """Lay solar panels on the building, when comparing on the right alone, (n, 4, 3). [m]"""
        self._modules = modules
        for side in self.sides:
            side.show_panels(None)
        if len(modules) and self.shapes:
            self.sides[-1].show_panels(panel_actor(modules, self.origin))
            if self.section is not None:
                self.cut(self.section)

    def show_gone(self, batch: MeshBatch | None, colour: str) -> None:
        """Draw what another version has and the first side has not; None draws nothing."""
        found = [] if batch is None else gone_actors(batch, colour, self.origin)
        self.sides[0].show_gone(found)
        if found and self.section is not None:
            self.cut(self.section)

    def compare(self, *, is_swipe: bool = False) -> None:
        """Show the same batches twice with one camera: side by side, or one over the other."""
        self.split.is_swipe = is_swipe
        if len(self.sides) == 2:
            self._lay_sides()
            return
        second = Side(self.camera)
        second.use_theme(self.theme)
        self.sides.append(second)
        if self._window is not None:
            second.attach(self._window)
        for shape in self.shapes:
            second.add(shape, self.origin)
        second.paint(self.appearance, self.theme)
        self._lay_sides()
        self._after_sides_changed()

    def swipe_to(self, share: float) -> None:
        """Let the left side end at this share of the width where one lies over the other."""
        self.split.at = min(max(share, 0.0), 1.0)
        self._lay_sides()

    def _lay_sides(self) -> None:
        for side, part in zip(self.sides, self.split.parts(len(self.sides)), strict=True):
            side.use_part(*part)
            side.look_through(self.split.camera_of(self.camera, part))

    def end_comparison(self) -> None:
        """Show one side again."""
        if len(self.sides) == 1:
            return
        side = self.sides.pop()
        if self._window is not None:
            side.detach(self._window)
        self.split = Split()
        self._lay_sides()
        self._after_sides_changed()

    def _after_sides_changed(self) -> None:
        self.lay_ground(is_map=self._is_map)
        self.show_panels(self._modules)
        self.cut(self.section)
        self.set_moving(is_moving=False)

    def lay_ground(self, *, is_map: bool = False) -> None:
        """Put the ground below what is shown now; a map's is wider and its shadows are lighter."""
        self._is_map = is_map
        bounds = self.bounds()
        if bounds is None:
            for side in self.sides:
                side.show_ground(None)
            return
        extent = self._extent
        counted = [
            (shape.batch, ~extent.is_terrain(shape.batch)[shape.batch.face_slot])
            for shape in self.shapes
        ]
        plot = map_plot(bounds) if is_map else building_plot(bounds)
        covered = covered_cells(counted, plot, self.origin)
        for side in self.sides:
            side.show_ground(ground_actor(plot, covered, self.theme))

    def cut(self, plane: SectionPlane | None, *, is_moving: bool = False) -> None:
        """Show only what lies on the plane's positive side; None shows all."""
        self.section = plane
        for side in self.sides:
            show_section(side, plane, self.origin, is_moving=is_moving)

    def bounds(self, rows: IntArray | None = None) -> FloatArray | None:
        """Lowest and highest corner of some elements, of all but terrain if None, shape (2, 3)."""
        return self._extent.bounds(rows)

    def slot_boxes(self) -> FloatArray:
        """Box of each slot of the first batch in scene coordinates, NaN if empty, (s, 2, 3)."""
        if not self.shapes:
            return np.zeros((0, 2, 3))
        shape = self.shapes[0]
        return shape.boxes + (shape.batch.origin - self.origin)

    def fit(self, aspect: float, rows: IntArray | None = None, view: str = "") -> None:
        """Show some elements, all if None, as large as possible; `view` names a direction."""
        self.fit_into(Room(aspect, 1.0), rows, view)

    def fit_into(self, room: Room, rows: IntArray | None = None, view: str = "") -> bool:
        """Show some elements, all if None, as large as possible beside what covers the view.

        True if they had to give way.
        """
        points = self._points_to_fit(rows)
        if not len(points):
            return False
        towards = moves.view_direction(view) if view else None
        moves.fit(self.camera, points, room.aspect, towards)
        gave_way = bool(room.covered) and step_aside(self.camera, points, room)
        self.set_clipping_range()
        return gave_way

    def is_clear(self, room: Room, rows: IntArray | None = None) -> bool:
        """Whether some elements, all if None, are seen whole and nothing covers them."""
        points = self._points_to_fit(rows)
        return not len(points) or is_clear(self.camera, points, room)

    def _points_to_fit(self, rows: IntArray | None) -> FloatArray:
        extent, hidden = self._extent, self.appearance.hidden
        if rows is None and hidden.any():
            every = extent.rows()
            rows = every[~self.appearance.is_hidden(every)]
        points = extent.points(rows)
        box = self.bounds() if not len(points) else None
        return points if box is None else moves.box_corners(box)

    @property
    def _extent(self) -> Extent:
        return Extent(self.shapes, self.origin, self._terrain)

    def set_clipping_range(self) -> None:
        """Bring near and far plane close to what is shown, and the lights behind the viewer."""
        azimuth = moves.compass_azimuth(self.camera)
        for side in self.sides:
            side.turn_lights(azimuth)
        bounds = self._extent.everything()
        if bounds is not None:
            around = (bounds[1] - bounds[0]).max() * 1.5 + 20.0
            wide = np.array([bounds[0] - [around, around, 1], bounds[1] + [around, around, 1]])
            moves.set_clipping_range(self.camera, moves.box_corners(wide))
        self.split.follow(self.camera)

    def ray(self, x: float, y: float, side: int = 0) -> Ray:
        """The line of sight through a pixel of the window, y upward from its lower edge."""
        renderer = self.sides[side].renderer
        return Ray(_world(renderer, x, y, 0.0), _world(renderer, x, y, 1.0))

    def pick(self, x: float, y: float, side: int = 0) -> Hit | None:
        """What is seen at a pixel of the window, y upward from its lower edge."""
        if not self.shapes:
            return None
        ray = self.ray(x, y, side)
        if self.section is not None:
            kept = ray.kept_by(self.section.origin, self.section.normal)
            if kept is None:
                return None
            ray = kept
        return self._picker.pick(ray, self.shapes, self.origin, self.sides[side].appearance)

    def seen(self, rows: IntArray, points: FloatArray) -> IntArray:
        """Those of the elements that nothing else hides at one of their points at least.

        rows, points : element and place of each point, shapes (k,) and (k, 3), in scene
            coordinates. [m]
        """
        start = np.array(self.camera.GetPosition())
        found: set[int] = set()
        for row, point in zip(rows.tolist(), points, strict=True):
            if row in found:
                continue
            ray = Ray(start, start + (point - start) * _BEYOND)
            if self.section is not None:
                ray = ray.kept_by(self.section.origin, self.section.normal)
            appearance = self.sides[-1].appearance
            hit = ray and self._picker.pick(ray, self.shapes, self.origin, appearance)
            if hit is not None and hit.element == row:
                found.add(row)
        return np.array(sorted(found), np.int32)

    def point_at(self, x: float, y: float, side: int = 0) -> FloatArray:
        """The point to turn about or zoom to at a pixel: on an element, else in its depth."""
        hit = self.pick(x, y, side)
        if hit is not None:
            return hit.point
        ray = self.ray(x, y, side)
        towards = (ray.end - ray.start) / np.linalg.norm(ray.end - ray.start)
        focal_point = np.array(self.camera.GetFocalPoint())
        return ray.start + towards * max(float((focal_point - ray.start) @ towards), 0.1)

    def set_moving(self, *, is_moving: bool) -> None:
        """Leave out what is dear while the camera moves; put it back at rest."""
        edges = sum(len(shape.batch.edges) for shape in self.shapes) * len(self.sides)
        for side in self.sides:
            side.renderer.SetUseFXAA(self.smooths_edges and not is_moving)
            side.show_see_through(is_moving=is_moving)
            side.show_coarse(is_coarse=is_moving)
            side.show_edges(is_shown=not is_moving or edges < _MOST_MOVING_EDGES)

    def use_line_width(self, factor: float) -> None:
        """Draw lines this much wider, for pictures that are made larger and then reduced."""
        for side in self.sides:
            side.use_line_width(factor)

    def prepare_picking(self) -> None:
        """Build the search trees ahead of the first pick."""
        for shape in self.shapes:
            self._picker.prepare(shape)


def _world(renderer: vtkRenderer, x: float, y: float, depth: float) -> FloatArray:
    renderer.SetDisplayPoint(x, y, depth)
    renderer.DisplayToWorld()
    point = np.array(renderer.GetWorldPoint())
    return point[:3] / point[3]

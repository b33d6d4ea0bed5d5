"""One half of the scene: a ground layer and a building layer with its own colours."""

import numpy as np
from vtkmodules.vtkCommonDataModel import vtkPlane
from vtkmodules.vtkRenderingCore import vtkActor, vtkCamera, vtkLight, vtkRenderer, vtkRenderWindow

from twin.model.arrays import FloatArray
from twin.ui.scene.batch_actors import BatchActors, BatchShape, clip
from twin.ui.scene.look import SceneTheme, rgb
from twin.ui.scene.painting import Appearance, slot_paint


class Side:
    """Two renderers, one over the other: the ground never hides or blends with a building."""

    def __init__(self, camera: vtkCamera) -> None:
        self.below = vtkRenderer()
        self.renderer = vtkRenderer()
        self.renderer.SetLayer(1)
        self.batches: list[BatchActors] = []
        self.appearance = Appearance()
        self._caps: list[vtkActor] = []
        self._panels: vtkActor | None = None
        self._gone: list[vtkActor] = []
        self._ground: vtkActor | None = None
        for renderer in (self.below, self.renderer):
            renderer.SetActiveCamera(camera)
            renderer.SetAutomaticLightCreation(False)
            renderer.SetUseDepthPeeling(False)
            renderer.SetUseOIT(False)
        self.below.InteractiveOff()
        self._lights = [_light(colour, strength) for colour, strength, _, _ in _LIGHTS]
        for light in self._lights:
            self.renderer.AddLight(light)
        self.turn_lights(0.0)

    def attach(self, window: vtkRenderWindow) -> None:
        """Become visible in this window."""
        window.AddRenderer(self.below)
        window.AddRenderer(self.renderer)

    def detach(self, window: vtkRenderWindow) -> None:
        """Vanish from the window and free the graphics memory."""
        self.clear()
        window.RemoveRenderer(self.renderer)
        window.RemoveRenderer(self.below)

    def use_part(self, left: float, right: float) -> None:
        """Draw in this part of the window's width, 0 to 1."""
        for renderer in (self.below, self.renderer):
            renderer.SetViewport(left, 0.0, right, 1.0)

    def look_through(self, camera: vtkCamera) -> None:
        """Draw with this camera."""
        for renderer in (self.below, self.renderer):
            renderer.SetActiveCamera(camera)

    def use_theme(self, theme: SceneTheme) -> None:
        """Background of the theme."""
        self.below.SetBackground(*rgb(theme.background_bottom))
        self.below.SetBackground2(*rgb(theme.background_top))
        self.below.GradientBackgroundOn()

    def add(self, shape: BatchShape, origin: FloatArray) -> None:
        """Draw one batch more."""
        batch = BatchActors(shape, origin)
        batch.add_to(self.renderer)
        self.batches.append(batch)

    def clear(self) -> None:
        """Remove all batches, caps and the ground."""
        for batch in self.batches:
            batch.remove_from(self.renderer)
        self.batches.clear()
        self.show_caps([])
        self.show_panels(None)
        self.show_gone([])
        self.show_ground(None)

    def turn_lights(self, azimuth: float) -> None:
        """Let the light come from behind the viewer, who looks in this compass direction.

        Without that, half of the building's sides would lie in a flat shade. azimuth: [radian]
        """
        for light, (_, _, aside, height) in zip(self._lights, _LIGHTS, strict=True):
            towards = azimuth + np.pi + np.radians(aside)
            level = np.cos(np.radians(height))
            up = np.sin(np.radians(height))
            light.SetPosition(np.sin(towards) * level, np.cos(towards) * level, up)

    def show_ground(self, actor: vtkActor | None) -> None:
        """Replace the ground."""
        if self._ground is not None:
            self.below.RemoveActor(self._ground)
            self._ground.ReleaseGraphicsResources(self.below.GetRenderWindow())
        self._ground = actor
        if actor is not None:
            self.below.AddActor(actor)

    def show_caps(self, caps: list[vtkActor]) -> None:
        """Replace the cut faces of a section."""
        for actor in self._caps:
            self.renderer.RemoveActor(actor)
            actor.ReleaseGraphicsResources(self.renderer.GetRenderWindow())
        self._caps = caps
        for actor in caps:
            self.renderer.AddActor(actor)

    def show_panels(self, actor: vtkActor | None) -> None:
        """Replace the solar panels."""
        if self._panels is not None:
            self.renderer.RemoveActor(self._panels)
            self._panels.ReleaseGraphicsResources(self.renderer.GetRenderWindow())
        self._panels = actor
        if actor is not None:
            self.renderer.AddActor(actor)

    def show_gone(self, actors: list[vtkActor]) -> None:
        """Replace what another version has and this one has not."""
        for actor in self._gone:
            self.renderer.RemoveActor(actor)
            actor.ReleaseGraphicsResources(self.renderer.GetRenderWindow())
        self._gone = actors
        for actor in actors:
            self.renderer.AddActor(actor)

    def cut_by(self, plane: vtkPlane | None) -> None:
        """Show only what lies on the plane's positive side."""
        for batch in self.batches:
            batch.cut_by(plane)
        if self._panels is not None:
            clip(self._panels, plane)
        for actor in self._gone:
            clip(actor, plane)

    def paint(self, appearance: Appearance, theme: SceneTheme) -> None:
        """Show the elements like this: one table write per batch."""
        self.appearance = appearance
        for batch in self.batches:
            batch.write(slot_paint(batch.shape.batch, appearance, theme))
        self.show_see_through(is_moving=False)

    def show_see_through(self, *, is_moving: bool) -> None:
        """Glass in the look of the file, ghosts at rest; while moving their edges say enough."""
        has_ghosts = bool(np.any(self.appearance.ghosted))
        self.renderer.SetUseOIT(has_ghosts)
        for batch in self.batches:
            batch.ghosts.SetVisibility(has_ghosts and not is_moving)
            if batch.glass is not None:
                shown = self.appearance.colouring is None and (is_moving or not has_ghosts)
                batch.glass.SetVisibility(shown)

    def use_line_width(self, factor: float) -> None:
        """Multiply the width of all lines."""
        lines = [batch.edges for batch in self.batches] + self._caps
        for actor in lines:
            actor.GetProperty().SetLineWidth(actor.GetProperty().GetLineWidth() * factor)

    def show_coarse(self, *, is_coarse: bool) -> None:
        """Thin out large batches, or draw all of them."""
        for batch in self.batches:
            batch.show_coarse(is_coarse=is_coarse)

    def show_edges(self, *, is_shown: bool) -> None:
        """Draw edges or leave them out."""
        for batch in self.batches:
            batch.edges.SetVisibility(is_shown)


_LIGHTS = (
    ((1.0, 0.98, 0.95), 0.60, -45.0, 42.0),
    ((0.92, 0.96, 1.0), 0.42, 45.0, 25.0),
)
"""A warm sun and a cool sky at right angles to it: colour, strength, azimuth seen from the
viewer's place, height. [degree]"""


def _light(colour: tuple[float, float, float], strength: float) -> vtkLight:
    light = vtkLight()
    light.SetLightTypeToSceneLight()
    light.SetPositional(False)
    light.SetColor(*colour)
    light.SetIntensity(strength)
    light.SetFocalPoint(0.0, 0.0, 0.0)
    return light

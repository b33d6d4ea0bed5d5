"""Where the sides of a comparison lie: beside each other, or one over the other."""

from dataclasses import dataclass, field

from vtkmodules.vtkRenderingCore import vtkCamera

Part = tuple[float, float]
"""From where to where in the width of the picture, 0 to 1."""
LEAST = 0.001


@dataclass(slots=True)
class Split:
    """Parts of the picture, and for a swipe a camera for each part.

    A part of a swipe shows what the whole picture would show there, so that both sides match at
    the line between them.

    at : where the left side of a swipe ends.
    """

    is_swipe: bool = False
    at: float = 0.5
    _cameras: dict[int, vtkCamera] = field(default_factory=dict[int, vtkCamera])

    def parts(self, sides: int) -> list[Part]:
        """The part of each side."""
        if sides == 1:
            return [(0.0, 1.0)]
        at = min(max(self.at, LEAST), 1.0 - LEAST) if self.is_swipe else 0.5
        return [(0.0, at), (at, 1.0)]

    def areas(self, sides: int) -> list[Part]:
        """What the picture of each side would fill: all of it in a swipe, else its part."""
        return [(0.0, 1.0)] * sides if self.is_swipe and sides > 1 else self.parts(sides)

    def camera_of(self, camera: vtkCamera, part: Part) -> vtkCamera:
        """The camera that a part is drawn with; the one of the scene unless one is swiped."""
        if not self.is_swipe or part == (0.0, 1.0):
            self._cameras.clear()
            return camera
        number = int(part[0] > 0.0)
        own = self._cameras.setdefault(number, vtkCamera())
        _take(own, camera)
        middle, half = (part[0] + part[1]) / 2, (part[1] - part[0]) / 2
        own.SetWindowCenter((middle - 0.5) / half, 0.0)
        return own

    def follow(self, camera: vtkCamera) -> None:
        """Move the cameras of the parts with the one of the scene."""
        for own in self._cameras.values():
            _take(own, camera)

    def side_at(self, position: float, width: float, sides: int) -> int:
        """The side at a place across the picture. [pixel]"""
        share = position / max(width, 1.0)
        parts = self.parts(sides)
        return next((i for i, (_, end) in enumerate(parts) if share < end), sides - 1)


def _take(own: vtkCamera, camera: vtkCamera) -> None:
    centre = tuple(own.GetWindowCenter())
    own.DeepCopy(camera)
    own.SetWindowCenter(*centre)

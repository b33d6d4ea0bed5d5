"""Sketches of the what-if for `screenshots.py`: panels, storeys, a wing that goes, paint."""

import numpy as np

from twin.model.sketch import DrawnField, Massing, Sketch
from twin.workspace import choices


def show_sketches(session, name: str) -> None:
    """A picture of each tool on the entered building, in the what-if."""
    from twin.analysis.sketching.site import site_of

    workspace, shell = session.workspace, session.shell
    workspace.set_mode("what-if")
    site = site_of(workspace.model)
    _, y0, x1, _ = site.footprint.bounds
    panels = choices.add_from_catalogue(workspace, "pv_roof", "en")
    choices.draw(workspace, panels, Sketch((_field(workspace.model, site),)))
    _look(session, panels, "field")
    shell.actions["view_iso"].trigger()
    session.picture(f"{name}_sketch_panels")
    outline = ((x1, y0 + 4), (x1 + 14, y0 + 4), (x1 + 14, y0 + 22), (x1, y0 + 22))
    beside = choices.add_from_catalogue(workspace, "extension", "en")
    choices.draw(workspace, beside, Sketch(massings=(Massing(outline, 2, 3.6, site.ground),)))
    _look(session, beside, "massing")
    session.picture(f"{name}_sketch_extension")
    windows = choices.add_from_catalogue(workspace, "window_replacement", "en")
    some = [e.global_id for e in workspace.model.elements if e.ifc_class == "IfcWindow"]
    choices.paint(workspace, windows, tuple(some[: len(some) // 3]))
    _look(session, windows, "paint")
    session.picture(f"{name}_sketch_paint")
    for key in (panels, beside, windows):
        choices.remove(workspace, key)


def _look(session, key: str, tool: str) -> None:
    session.shell.choice.choose_measure(key)
    session.shell.choice.use_tool(tool)
    session.quiet()


def _field(model, site) -> DrawnField:
    """Twenty metres by ten on the largest roof."""
    roof = max(site.faces, key=lambda face: face.area)
    level = float(site.heights[site.faces.index(roof)])
    x, y = roof.centroid.coords[0]
    mesh = model.mesh
    corners = mesh.vertices[mesh.faces].astype(float) + mesh.origin
    flat = np.abs(corners[..., 2] - level).max(axis=1) < 0.05
    away = np.hypot(*(corners[:, :, :2].mean(axis=1) - (x, y)).T)
    row = int(mesh.face_element[np.argmin(np.where(flat, away, np.inf))])
    ring = ((x - 10, y - 5), (x + 10, y - 5), (x + 10, y + 5), (x - 10, y + 5))
    return DrawnField(tuple((a, b, level) for a, b in ring),
                      element=model.elements[row].global_id)  # fmt: skip

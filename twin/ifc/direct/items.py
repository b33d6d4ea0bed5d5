"""Meshes of every item that needs no kernel."""

from twin.ifc.direct.faceted import faceted_items
from twin.ifc.direct.item_meshes import ItemMeshes, joined
from twin.ifc.direct.step_index import StepIndex
from twin.ifc.direct.swept import swept_items
from twin.ifc.direct.tessellated import tessellated_items


def direct_items(text: bytes) -> ItemMeshes:
    """Faceted, swept and tessellated items of a STEP file, in item coordinates and file units.

    Raises
    ------
    ValueError
        If the text is not laid out as expected; the kernel then draws everything.
    """
    step = StepIndex(text)
    return joined([faceted_items(step), swept_items(step), tessellated_items(step)])

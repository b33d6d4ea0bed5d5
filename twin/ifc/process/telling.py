"""Records and envelope of a file, read while another process draws it."""

import os
from pathlib import Path

from twin.ifc.cache import Told, write_told
from twin.ifc.mesh_files import read_mesh
from twin.ifc.source.reader import OpenedFile
from twin.model.building import Element, ElementDetails, Georeference
from twin.model.finding import Finding, Severity


class Telling:
    """Reads what a file says and writes it into the folder of the model.

    Parameters
    ----------
    opened : OpenedFile
    elements : tuple of Element
        Identities, for the case that nothing else can be read.
    folder : Path
        Of the model; its mesh appears there before `let_go_on` is called.
    """

    def __init__(self, opened: OpenedFile, elements: tuple[Element, ...], folder: Path) -> None:
        self._opened = opened
        self._elements = elements
        self._folder = folder
        self._drawn, self._signal = os.pipe()

    def let_go_on(self) -> None:
        """Say that the mesh is in the folder."""
        os.write(self._signal, b"!")

    def in_full(self) -> None:
        """Read records, wait for the mesh, work out the envelope, write it all.

        Raises
        ------
        EOFError
            If the process that draws ended before the mesh was there.
        """
        os.close(self._signal)  # the other process has its own: the last one to close is heard
        # imported here, so that the process that draws need not wait for it
        from twin.ifc.elements.records import read_records
        from twin.ifc.envelope.envelope import read_envelope

        records = read_records(self._opened)
        if not os.read(self._drawn, 1):
            raise EOFError("there is no mesh")
        mesh = read_mesh(self._folder / "mesh")
        found = read_envelope(records, mesh)
        write_told(
            self._folder,
            Told(
                records.elements,
                records.storeys,
                records.spaces,
                records.groups,
                records.details,
                records.georeference,
                records.units,
                found.envelope,
                (*records.findings, *found.findings),
                records.true_north,
            ),
        )

    def in_short(self) -> Finding:
        """Write identities alone; the finding that says so."""
        details = [ElementDetails() for _ in self._elements]
        nowhere = Georeference()
        told = Told(self._elements, (), (), (), details, nowhere, "", None, ())
        write_told(self._folder, told)
        return Finding(
            "details-not-read",
            Severity.ERROR,
            "Properties, storeys and spaces could not be read from this file.",
            "Elements are shown with their name and class alone.",
            "Ask for a new export of the model.",
        )

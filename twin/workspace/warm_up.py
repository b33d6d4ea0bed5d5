"""Load what is needed soon while the user still looks at the first page."""

import sys

from twin.model.importing import Progress


def load_all(progress: Progress) -> None:
    """Import the database library, the importers and the calculations; give way to other work.

    Starts the process that will read the next model; `cool_down` ends it.
    """
    progress.report(0.0, "Getting ready")
    from twin.workspace import edit_scenario, enter_building, import_source, open_portfolio

    del edit_scenario, enter_building, import_source, open_portfolio
    progress.report(0.3, "Getting ready")
    from twin.workspace import colour_by, importing

    colour_by.overlays()
    importing.importers()
    progress.report(0.6, "Getting ready")
    import twin.analysis.evaluate
    import twin.analysis.zones
    from twin.workspace.defaults import defaults, normal_year

    del twin
    defaults()
    normal_year()
    progress.report(0.9, "Getting ready")
    from twin.ifc import load

    load.warm_up()


def cool_down() -> None:
    """End the process kept ready for the next model, if there is one."""
    loaded = sys.modules.get("twin.ifc.load")
    if loaded is not None:
        loaded.cool_down()

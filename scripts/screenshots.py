"""Pictures of the real window with the sample and with three public models.

usage: python scripts/screenshots.py [name part …]   (only pictures whose name holds a part)
Writes out/screenshots/*.png. Public models come from TWIN_CORPUS, else ../shared/corpus; where
they are absent, only the sample is shown.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["TWIN_SETTINGS_DIR"] = tempfile.mkdtemp(prefix="twin-settings-")
ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out" / "screenshots"
CORPUS = Path(os.environ.get("TWIN_CORPUS", ROOT.parent / "shared" / "corpus")) / "ifc"
REST = 200
"""Milliseconds until the picture is at rest: the 3D view smooths its edges 150 ms after a move."""

MODELS = {
    "office": "office_A_20110811_2x3.ifc",
    "duplex": "duplex_A_2x3.ifc",
    "fzk": "AC20-FZK-Haus_webifc.ifc",
}


def main(wanted: list[str]) -> None:
    from twin.app import make_application
    from twin.sample.portfolio import write_sample
    from twin.ui.window.shell import Shell
    from twin.workspace.workspace import Workspace

    OUT.mkdir(parents=True, exist_ok=True)
    application = make_application(["twin"])
    workspace = Workspace()
    shell = Shell(application, workspace)
    shell.window.resize(1440, 900)
    shell.window.show()
    shell.warm_up_after(0)
    session = Session(application, workspace, shell, wanted)
    session.picture("start")
    sample = ROOT / "out" / "pictured.twin"
    if not (sample / "portfolio.sqlite").exists():
        write_sample(sample)
    with tempfile.TemporaryDirectory() as folder:
        session.open(Path(shutil.copytree(sample, Path(folder) / "sample.twin")))
        session.show_portfolio("")
        session.show_buildings("sample", [session.neediest_building()])
        session.in_dark()
        for name, building_id in session.import_models(Path(folder)):
            session.show_buildings(name, [building_id])
        session.leave()
    shell.window.close()


class Session:
    """A user who looks at everything."""

    def __init__(self, application, workspace, shell, wanted: list[str]) -> None:
        self.application, self.workspace, self.shell = application, workspace, shell
        self.wanted = wanted

    def until(self, is_true: Callable[[], object], seconds: float = 60.0) -> None:
        for _ in range(int(seconds * 20)):
            if is_true():
                return
            wait(50)
        raise TimeoutError(f"waited {seconds:.0f} s in vain: {self.workspace.notices!r}")

    def quiet(self) -> None:
        """Wait until no job runs and the picture is at rest."""
        wait(REST)
        self.until(lambda: not self.workspace.jobs.running)
        wait(REST)

    def picture(self, name: str) -> None:
        if self.wanted and not any(part in name for part in self.wanted):
            return
        self.quiet()
        screen = self.application.primaryScreen()
        window = self.shell.window
        picture = screen.grabWindow(int(window.winId()))
        picture.save(str(OUT / f"{name}.png"))
        print(f"{name}.png", flush=True)

    def open(self, folder: Path) -> None:
        self.workspace.open_portfolio(folder)
        self.until(lambda: self.workspace.portfolio and self.workspace.portfolio.folder == folder)
        self.quiet()

    def show_portfolio(self, suffix: str) -> None:
        for choice in self.workspace.overlays:
            self.workspace.colour_by(choice.name)
            self.picture(f"portfolio_{choice.name}{suffix}")

    def neediest_building(self) -> str:
        from twin.headless import neediest_building

        return neediest_building(self.workspace.portfolio).building_id

    def enter(self, building_id: str) -> None:
        self.workspace.enter_building(building_id)
        self.until(lambda: self.workspace.model is not None)
        self.quiet()

    def show_buildings(self, name: str, building_ids: list[str]) -> None:
        for building_id in building_ids:
            self.enter(building_id)
            self.workspace.colour_by("")
            self.picture(f"{name}_building")
            self.show_energy(name)
            for choice in self.workspace.overlays:
                self.workspace.colour_by(choice.name)
                self.picture(f"{name}_building_{choice.name}")
            self.show_condition(name)
            self.workspace.colour_by("")
            self.select_a_window(name)
            self.workspace.set_xray(True)
            self.picture(f"{name}_xray")
            self.workspace.set_xray(False)
            self.workspace.select(frozenset())
            self.shell.actions["section"].trigger()
            self.picture(f"{name}_section")
            self.shell.actions["section"].trigger()
            self.show_what_if(name)

    def show_energy(self, name: str) -> None:
        """The energy tab, raised so that most of it is seen."""
        centre = self.shell.window._centre
        sizes = centre.sizes()
        centre.setSizes([120, sum(sizes) - 120])
        self.picture(f"{name}_energy_tab")
        centre.setSizes(sizes)

    def show_condition(self, name: str) -> None:
        tabs = self.shell.window.below.part("building").tabs
        tabs.turn_to("condition")
        self.workspace.colour_by("condition")
        self.picture(f"{name}_condition_tab")
        tabs.turn_to("energy")

    def select_a_window(self, name: str) -> None:
        windows = [e.key for e in self.workspace.model.elements if e.ifc_class == "IfcWindow"]
        if windows:
            self.workspace.select(frozenset(windows[:3]))
            self.picture(f"{name}_selection")

    def show_what_if(self, name: str) -> None:
        from sketch_pictures import show_sketches

        from twin.headless import is_recomputed, parts_reached

        self.workspace.set_mode("what-if")
        self.picture(f"{name}_whatif_before")
        show_sketches(self, name)
        touched = {
            p.proposal_id: parts_reached(self.workspace.preview_proposal(p.proposal_id))
            for p in self.workspace.portfolio.proposals
            if is_recomputed(p)
        }
        before = self.workspace.result
        self.workspace.apply_proposal(max(touched, key=lambda proposal: touched[proposal]))
        self.until(lambda: self.workspace.result not in (None, before))
        self.picture(f"{name}_whatif")
        self.workspace.set_mode("compare")
        for overlay in ("u_value", "condition"):
            self.workspace.colour_by(overlay)
            self.picture(f"{name}_compare_{overlay}")
        self.workspace.set_mode("building")

    def in_dark(self) -> None:
        from sketch_pictures import show_sketches

        self.workspace.change_settings(theme="dark")
        self.workspace.colour_by("condition")
        self.picture("sample_building_dark")
        show_sketches(self, "dark")
        self.workspace.leave_building()
        self.picture("portfolio_dark")
        self.workspace.change_settings(theme="light", language="nb", number_format="nb")
        self.picture("portfolio_nb")
        self.enter(self.neediest_building())
        self.show_energy("sample_nb")
        self.workspace.colour_by("u_value")
        self.shell.actions["section"].trigger()
        self.picture("sample_building_nb")
        self.shell.actions["section"].trigger()
        self.workspace.set_mode("what-if")
        self.picture("sample_whatif_nb")
        self.workspace.leave_building()
        self.workspace.change_settings(language="en", number_format="en")

    def import_models(self, folder: Path) -> Iterator[tuple[str, str]]:
        """Import each model into a new portfolio together with the sample's proposals."""
        paths = {name: CORPUS / file for name, file in MODELS.items()}
        if not all(p.exists() for p in paths.values()):
            print(f"no public models in {CORPUS}: only the sample is shown")
            return
        from twin.workspace.importing import import_files

        target = folder / "public.twin"
        proposals = sorted((folder / "sample.twin" / "proposals").glob("*.json"))
        import_files(target, [*paths.values(), *proposals])
        self.open(target)
        for building in self.workspace.portfolio.buildings:
            name = next((n for n, p in paths.items() if p.name == building.model_name), "")
            yield name, building.building_id

    def leave(self) -> None:
        """Show the stored sample, so that the temporary portfolios can go."""
        self.open(ROOT / "out" / "pictured.twin")


def wait(milliseconds: int) -> None:
    """Let the window live, and the threads behind it, which waits of test libraries starve."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(sys.argv[1:])

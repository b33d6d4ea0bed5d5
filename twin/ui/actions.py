"""Every menu entry and every key in one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from twin.ui import icons
from twin.ui.texts.language import tr

PORTFOLIO = frozenset({"portfolio"})
MODEL = frozenset({"building", "what-if"})
BUILDING = frozenset({"building"})
WHAT_IF = frozenset({"what-if"})
OPPORTUNITIES = frozenset({"opportunities"})
SCENE = MODEL | PORTFOLIO | {"compare"} | OPPORTUNITIES
YEARS = PORTFOLIO | {"building"}
KNOWN = MODEL | {"compare"}
SCENARIO = frozenset({"what-if", "compare"})
ALWAYS = SCENE | {"start"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One command. modes: where it can be used; starts_group: line above it in the menu."""

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    modes: frozenset[str] = ALWAYS
    is_checkable: bool = False
    starts_group: bool = False


MENUS = ("File", "Edit", "View", "Overlay", "Scenario", "Report", "Help")

MODES = (
    ("portfolio", "Portfolio", "Alt+1"),
    ("building", "Building", "Alt+2"),
    ("what-if", "What-if", "Alt+3"),
    ("compare", "Compare", "Alt+4"),
    ("opportunities", "Opportunities", "Alt+5"),
)

ENTRIES: tuple[Entry, ...] = (
    Entry("open_sample", "Open the sample portfolio", "File", icon="building"),
    Entry("new_portfolio", "New portfolio…", "File", ("Ctrl+N",), "plus"),
    Entry("open_portfolio", "Open portfolio…", "File", ("Ctrl+O",), "folder"),
    Entry("import", "Import files…", "File", ("Ctrl+I",), "import", starts_group=True),
    Entry("update_model", "Update model…", "File", modes=BUILDING),
    Entry("export_tables", "Export all tables…", "File", modes=SCENE, starts_group=True),
    Entry("export_footprints", "Export footprints…", "File", modes=SCENE),
    Entry("export_cobie", "Export COBie…", "File", modes=SCENE),
    Entry("export_model", "Export model with condition…", "File", modes=SCENE),
    Entry("export_audit", "Export what-if as BuildingSync…", "File", modes=SCENARIO),
    Entry("copies", "Copies of the portfolio…", "File", modes=SCENE, starts_group=True),
    Entry("start_page", "Start page", "File", ("Alt+Home",), starts_group=True),
    Entry("quit", "Quit", "File", ("Ctrl+Q",), starts_group=True),
    Entry("undo", "Undo", "Edit", ("Ctrl+Z",), "undo", SCENE),
    Entry("redo", "Redo", "Edit", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", SCENE),
    Entry("find", "Find", "Edit", ("Ctrl+F",), "search", SCENE, starts_group=True),
    Entry("palette", "Search or run a command", "Edit", ("Ctrl+K", "F3"), "search"),
    Entry("known_values", "Known values…", "Edit", modes=KNOWN, starts_group=True),
    Entry("known_u_value", "Known U-value of the selection…", "Edit", modes=MODEL),
    Entry("certificate", "Energy certificate…", "Edit", modes=KNOWN),
    Entry("review_records", "Records and their elements…", "Edit", modes=BUILDING),
    Entry("grade", "Grade…", "Edit", ("G",), modes=MODEL | PORTFOLIO, starts_group=True),
    Entry("select_alike", "All like this", "Edit", ("Shift+A",), modes=MODEL, starts_group=True),
    Entry("select_facade", "All of them on this façade", "Edit", modes=MODEL),
    Entry("select_storey", "This storey", "Edit", modes=MODEL),
    Entry("select_part", "This building part", "Edit", modes=MODEL),
    Entry("clear_selection", "Select nothing", "Edit", ("Esc",), modes=SCENE),
    Entry("fit", "Fit", "View", ("F",), "fit", SCENE),
    Entry("fit_all", "Fit all", "View", ("Shift+F", "Home"), "fit", SCENE),
    Entry("isolate", "Isolate", "View", ("I",), "isolate", MODEL, is_checkable=True),
    Entry("hide", "Hide", "View", ("H",), "eye-off", MODEL),
    Entry("show_all", "Show all", "View", ("Shift+H",), "eye", MODEL),
    Entry("xray", "X-ray", "View", ("X",), "cube", MODEL, is_checkable=True),
    Entry("section", "Section", "View", ("B",), "section", MODEL, is_checkable=True),
    Entry("model_changes", "Changes of the model", "View", modes=BUILDING),
    Entry("storey_up", "Storey up", "View", ("PgUp",), modes=MODEL, starts_group=True),
    Entry("storey_down", "Storey down", "View", ("PgDown",), modes=MODEL),
    Entry("view_iso", "View at an angle", "View", ("0",), modes=SCENE, starts_group=True),
    Entry("view_front", "View from the front", "View", ("1",), modes=SCENE),
    Entry("view_right", "View from the right", "View", ("3",), modes=SCENE),
    Entry("view_top", "View from above", "View", ("7", "U"), "top", SCENE),
    Entry(
        "show_in_3d", "Show in 3D", "View", icon="building", modes=OPPORTUNITIES, is_checkable=True
    ),
    Entry("save_view", "Save view…", "View", ("Ctrl+Shift+V",), modes=YEARS, starts_group=True),
    Entry("views", "Saved views…", "View", ("V",), "eye", YEARS),
    Entry("legend", "Legend", "View", ("L",), modes=SCENE, is_checkable=True, starts_group=True),
    Entry("timeline", "Years", "View", ("T",), "clock", YEARS, is_checkable=True),
    Entry("left_dock", "Left panel", "View", ("Ctrl+B",), modes=SCENE, is_checkable=True),
    Entry("right_dock", "Right panel", "View", ("Ctrl+Shift+B",), modes=SCENE, is_checkable=True),
    Entry("full_screen", "Full screen", "View", ("F11",), is_checkable=True),
    Entry("next_overlay", "Next overlay", "Overlay", (".",), modes=SCENE),
    Entry("previous_overlay", "Previous overlay", "Overlay", (",",), modes=SCENE),
    Entry("add_measure", "Add measure…", "Scenario", ("A",), "plus", WHAT_IF),
    Entry("import_proposal", "Open a proposal…", "Scenario", ("Ctrl+Shift+O",), "document"),
    Entry("write_proposal", "Write a proposal…", "Scenario"),
    Entry("new_scenario", "New scenario", "Scenario", modes=SCENE, starts_group=True),
    Entry("copy_scenario", "Copy scenario", "Scenario", modes=SCENE),
    Entry("rename_scenario", "Rename scenario…", "Scenario", modes=SCENE),
    Entry("merge_scenario", "Merge scenarios…", "Scenario", modes=SCENE),
    Entry("close_scenario", "Close scenario", "Scenario", modes=SCENE),
    Entry("scenarios", "Scenarios…", "Scenario", modes=SCENE),
    Entry("assumptions", "Assumptions…", "Scenario", icon="lock", modes=SCENE),
    Entry("save_scenario", "Save version…", "Scenario", ("Ctrl+S",), "check", SCENARIO),
    Entry("export_scenario_ifc", "Export scenario as IFC…", "Scenario", modes=KNOWN),
    Entry("procurement", "Weigh offers…", "Scenario", (), "compare", SCENE, starts_group=True),
    Entry("report", "Report as PDF…", "Report", ("Ctrl+P",), "document", SCENARIO),
    Entry("screenshot", "Save picture…", "Report", ("Ctrl+Shift+S",), "camera", SCENE),
    Entry("keys", "Keys and mouse", "Help", ("F12",), "keyboard"),
    Entry("about_numbers", "How numbers and ranges are made", "Help", ("F1",), "info"),
)


def make_actions(window: QWidget, run: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """One action per entry of the table, wired to the command of the same name."""
    actions = {entry.name: _action(window, entry, run[entry.name]) for entry in ENTRIES}
    for mode, text, key in MODES:
        action = QAction(tr(text), window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(run[f"mode:{mode}"])
        actions[f"mode:{mode}"] = action
        window.addAction(action)
    return actions


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """The menus of the window, by their English title."""
    menus = {title: bar.addMenu(tr(title)) for title in MENUS}
    for entry in ENTRIES:
        if entry.starts_group:
            menus[entry.menu].addSeparator()
        menus[entry.menu].addAction(actions[entry.name])
    menus["View"].addSeparator()
    for mode, *_ in MODES:
        menus["View"].addAction(actions[f"mode:{mode}"])
    return menus


def enable_for(actions: Mapping[str, QAction], mode: str) -> None:
    """Switch off what `mode` has no use for."""
    for entry in ENTRIES:
        actions[entry.name].setEnabled(mode in entry.modes)


def key_text(action: QAction) -> str:
    """Key of an action as it is printed on key caps."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _action(window: QWidget, entry: Entry, run: Callable[[], object]) -> QAction:
    action = QAction(tr(entry.text), window)
    action.setObjectName(entry.name)
    action.setShortcuts([QKeySequence(key) for key in entry.keys])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setCheckable(entry.is_checkable)
    if entry.icon:
        action.setIcon(icons.icon(entry.icon))
    action.setToolTip(tr(entry.text).rstrip("…") + (f" ({entry.keys[0]})" if entry.keys else ""))
    action.triggered.connect(lambda _checked=False: run())
    window.addAction(action)
    return action

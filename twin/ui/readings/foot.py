"""What taking the readings in would do, in the foot that the windows about files share."""

from twin.model.readings_plan import ReadingsPlan
from twin.ui.importing.foot import Foot
from twin.ui.readings import words
from twin.ui.texts.language import tr


def show_outcome(foot: Foot, plan: ReadingsPlan, asked: str) -> None:
    """Say what is asked, or else what would be stored."""
    count = len(plan.taken)
    foot.store.setEnabled(count > 0)
    foot.store.setText(tr("Import {count} series", count=count) if count else tr("Import"))
    foot.say(asked or words.outcome(plan), "warn" if asked or not count else "strong")
    foot.notes.hide()

"""The child process that writes one copy: ``python -I -m twin.ifc.write_back.worker``.

It is given an `Order` on standard input; the folder of the order holds ``write_back.json``, and
gets ``copy.ifc``.
"""

import json
import os
import sys
import threading
from dataclasses import asdict
from pathlib import Path

import ifcopenshell

from twin.errors import UnreadableFile
from twin.ifc.process.asking import beat
from twin.ifc.process.limits import limit
from twin.ifc.process.messages import Order, Speaker
from twin.ifc.scenario_copy.change import scenario_differences, write_scenario
from twin.ifc.source.reader import open_ifc
from twin.ifc.write_back.change import differences, write_into
from twin.ifc.write_back.plain import Content, read_content
from twin.model.scenario_copy import ScenarioCopy
from twin.model.write_back import Written

TASK, COPY = "write_back.json", "copy.ifc"
_NOT_WHOLE = ("truncated", "missing-instances", "unread-instances")


def main() -> None:
    """Write the copy that the order on standard input asks for; without one do nothing."""
    text = sys.stdin.buffer.read()
    if not text:
        return
    order = Order(**json.loads(text))
    os.chdir(order.folder)
    limit(order)
    speaker = Speaker()
    threading.Thread(target=beat, args=(speaker,), daemon=True).start()
    try:
        speaker.say("finished", **_write(order, speaker))
    except UnreadableFile as error:
        speaker.say(
            "refused", message=error.message, next_step=error.next_step, values=error.values
        )
    except MemoryError:
        speaker.say("out-of-memory")
    sys.stdout.flush()
    os._exit(0)  # nothing is left to save


def _write(order: Order, speaker: Speaker) -> dict[str, object]:
    folder = Path(order.folder)
    what, name = read_content(folder / TASK)
    opened = open_ifc(Path(order.path), folder)
    if any(f.code in _NOT_WHOLE for f in opened.findings):
        raise UnreadableFile(
            "The model could not be read in full ({reason}), so a copy would lack parts of it; "
            "no copy was written.",
            "Export the model again from the program it was made in, and import it as a new "
            "version.",
            reason=opened.reason,
        )
    speaker.say("progress", fraction=0.3)
    written = _write_into(opened.file, what, name)
    speaker.say("progress", fraction=0.5)
    opened.file.write(str(folder / COPY))
    speaker.say("progress", fraction=0.7)
    wrong = _differences(ifcopenshell.open(str(folder / COPY), format=".ifc"), what)
    if wrong:
        raise UnreadableFile(
            "The copy does not say the same as the portfolio ({first}, {count} in all); it was "
            "thrown away.",
            "Send the model and the log file to support.",
            first=wrong[0],
            count=len(wrong),
        )
    return asdict(written)


def _write_into(file: ifcopenshell.file, what: Content, name: str) -> Written:
    if isinstance(what, ScenarioCopy):
        return write_scenario(file, what, name)
    return write_into(file, what, name)


def _differences(file: ifcopenshell.file, what: Content) -> list[str]:
    if isinstance(what, ScenarioCopy):
        return scenario_differences(file, what)
    return differences(file, what)


if __name__ == "__main__":
    main()

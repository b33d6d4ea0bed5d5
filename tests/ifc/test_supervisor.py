"""Children that misbehave: they are ended, another way is tried, and it is said."""

import sys
import time
from pathlib import Path

import pytest

from twin.errors import Cancelled
from twin.ifc.process import supervisor
from twin.ifc.process.children import Child, worker_command
from twin.ifc.process.messages import Order, Watch
from twin.ifc.process.supervisor import HYBRID, OPENCASCADE, read_in_child
from twin.model.importing import Silent

SAY = "import json,sys,os;order=json.load(sys.stdin);folder=order['folder'];"
SAY += "say=lambda s,**k:print(json.dumps(dict(say=s,**k)),flush=True);"
FINISH = "say('drawn');say('finished');say('end')"


def child(code: str) -> list[str]:
    return [sys.executable, "-c", f"{SAY}\n{code}"]


@pytest.fixture
def order(tmp_path: Path) -> Order:
    Watch(tmp_path / "watch")
    return Order(str(tmp_path / "a.ifc"), str(tmp_path), [HYBRID, OPENCASCADE])


def busy_with(order: Order, item: int) -> None:
    (Path(order.folder) / "watch").write_bytes(item.to_bytes(8, "little"))


def attempts(order: Order) -> list[str]:
    return (Path(order.folder) / "tries").read_text().splitlines()


NOTE = "open(folder+'/tries','a').write(json.dumps(order['libraries']+order['refused'])+'\\n');"


def test_that_a_child_that_finishes_is_believed(order: Order):
    reading = read_in_child(order, Silent(), lambda _: None, child(FINISH))

    assert reading.ending.cause == "finished"
    assert reading.findings == ()


def test_that_a_refusal_is_passed_on_at_once(order: Order):
    code = "say('refused',message='This is a cake.',next_step='Eat it.',values={})"

    reading = read_in_child(order, Silent(), lambda _: None, child(code))

    assert reading.ending.cause == "refused"
    assert reading.ending.refusal is not None
    assert reading.ending.refusal["message"] == "This is a cake."


def test_that_a_crash_in_the_hybrid_kernel_is_tried_again_with_opencascade(order: Order):
    crash = "os.kill(os.getpid(),11) if len(order['libraries'])==2 else None;"

    reading = read_in_child(order, Silent(), lambda _: None, child(NOTE + crash + FINISH))

    assert reading.ending.cause == "finished"
    assert attempts(order) == [f'["{HYBRID}", "{OPENCASCADE}"]', f'["{OPENCASCADE}"]']
    assert [f.code for f in reading.findings] == ["read-again"]
    assert "crashed" in reading.findings[0].text()
    assert "OpenCASCADE" in reading.findings[0].text()


def test_that_an_item_that_crashes_both_kernels_is_left_out(order: Order):
    busy_with(order, 77)
    crash = "os.kill(os.getpid(),11) if 77 not in order['refused'] else None;"

    reading = read_in_child(order, Silent(), lambda _: None, child(NOTE + crash + FINISH))

    assert reading.ending.cause == "finished"
    assert attempts(order)[-1] == f'["{HYBRID}", "{OPENCASCADE}", 77]'
    assert "#77" in reading.findings[-1].text()


def test_that_a_child_that_always_dies_ends_without_a_kernel_and_then_gives_up(order: Order):
    reading = read_in_child(order, Silent(), lambda _: None, child(NOTE + "sys.exit(1)"))

    assert reading.ending.cause == "died"
    assert attempts(order)[-1] == "[]"
    assert len(attempts(order)) <= 7


def test_that_an_item_without_end_is_stopped(order: Order, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(supervisor, "ITEM_PATIENCE", 0.3)
    hang = "import time\nif 5 not in order['refused']:\n"
    hang += " open(folder+'/watch','wb').write((5).to_bytes(8,'little'))\n"
    hang += " while True: time.sleep(0.05); say('alive')\n"
    hang += "open(folder+'/watch','wb').write(bytes(8))\n"
    begun = time.monotonic()

    reading = read_in_child(order, Silent(), lambda _: None, child(hang + FINISH))

    assert reading.ending.cause == "finished"
    assert reading.findings[0].step_id == 5
    assert time.monotonic() - begun < 10.0


def test_that_a_silent_child_is_ended(order: Order, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(supervisor, "SILENCE", 0.3)
    quiet = "import time\nif len(order['libraries'])==2: time.sleep(60)\n"

    reading = read_in_child(order, Silent(), lambda _: None, child(quiet + FINISH))

    assert reading.ending.cause == "finished"
    assert "no sign of life" in reading.findings[0].text()


def test_that_garbage_is_passed_over(order: Order):
    garbage = "print('{\"say\": 5}');print('x'*100000);print('[1]');print('{\"say\":');"

    reading = read_in_child(order, Silent(), lambda _: None, child(garbage + FINISH))

    assert reading.ending.cause == "finished"


def test_that_a_failure_after_drawing_is_tried_without_details(order: Order):
    code = "say('drawn')\nif order['with_details']: sys.exit(1)\n" + FINISH

    reading = read_in_child(order, Silent(), lambda _: None, child(code))

    assert reading.ending.cause == "finished"
    assert len(reading.findings) == 1
    assert "without properties" in reading.findings[0].text()


def test_that_stopping_ends_the_child(order: Order):
    class Stopping:
        def report(self, fraction: float, text: str) -> None:
            raise Cancelled("Stopped.")

    code = "import time\nopen(folder+'/pid','w').write(str(os.getpid()))\n"
    code += "say('alive')\ntime.sleep(60)"

    with pytest.raises(Cancelled):
        read_in_child(order, Stopping(), lambda _: None, child(code))

    pid = (Path(order.folder) / "pid").read_text()
    assert not Path(f"/proc/{pid}").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_that_a_process_kept_ready_has_loaded_the_library_already():
    child = Child([*worker_command(), "--ready"])
    try:
        maps = Path(f"/proc/{child.pid}/maps")
        deadline = time.monotonic() + 30
        while "ifcopenshell" not in maps.read_text() and time.monotonic() < deadline:
            time.sleep(0.05)

        assert "ifcopenshell" in maps.read_text()
    finally:
        child.end()
        child.close()

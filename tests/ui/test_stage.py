"""What floats over the 3D view follows the room there is."""

from twin.ui.window.stage import LOW, Stage


def test_that_a_stage_tells_once_when_it_becomes_low_and_high_again(qtbot):
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(800, LOW + 100)
    stage.show()
    heard: list[bool] = []
    stage.low_changed.connect(lambda: heard.append(stage.is_low))

    for height in (LOW + 50, LOW - 50, LOW - 80, LOW + 50):
        stage.resize(800, height)

    assert heard == [True, False]

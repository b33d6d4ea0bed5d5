"""The OpenGL probe may crash or hang; the program says so and goes on."""

from twin.ui.opengl import describe_opengl


def test_that_a_crash_of_the_driver_is_a_sentence():
    text = describe_opengl("import os; os.abort()")

    assert text.startswith("not available")


def test_that_a_driver_that_hangs_is_given_up():
    text = describe_opengl("import time; time.sleep(60)", limit=0.5)

    assert text.startswith("no answer within")


def test_that_names_are_given_in_one_line():
    text = describe_opengl('print(\'noise\'); print(\'["Vendor", "Renderer", "4.5"]\')')

    assert text == "Vendor, Renderer, 4.5"

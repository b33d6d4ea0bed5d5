"""What OpenGL this machine offers, asked in a child process: a bad driver may crash it."""

import json
import os
import subprocess
import sys

_PROBE = """
import json
import vtkmodules.vtkRenderingOpenGL2
from vtkmodules.vtkRenderingCore import vtkRenderWindow
window = vtkRenderWindow()
window.SetOffScreenRendering(1)
window.SetSize(16, 16)
window.Render()
lines = [line.split(":", 1) for line in window.ReportCapabilities().splitlines() if ":" in line]
found = {name.strip(): value.strip() for name, value in lines}
wanted = ("OpenGL vendor string", "OpenGL renderer string", "OpenGL version string")
print(json.dumps([found.get(name, "") for name in wanted]))
"""


def describe_opengl(probe: str = _PROBE, limit: float = 20.0) -> str:
    """Vendor, renderer and version in one line, or a sentence that says why there is none.

    limit : after which the probe is given up. [s]
    """
    environment = dict(os.environ)
    if sys.platform == "linux" and not environment.get("DISPLAY"):
        environment.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", probe],
            capture_output=True,
            text=True,
            timeout=limit,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {limit:.0f} s; 3D views will not work"
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        return f"not available (the probe ended with {done.returncode}); 3D views will not work"
    return ", ".join(word for word in json.loads(lines[-1]) if word) or "no name given"

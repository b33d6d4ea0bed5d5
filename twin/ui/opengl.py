"""What OpenGL this machine offers, asked in a child process that may crash."""

import json
import os
import subprocess
import sys

_PROBE = """
import json
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow
from vtkmodules.vtkRenderingCore import vtkRenderWindow
import vtkmodules.vtkRenderingUI
window = vtkRenderWindow()
window.OffScreenRenderingOn()
window.SetSize(16, 16)
window.Render()
lines = dict(
    line.split(":", 1) for line in window.ReportCapabilities().splitlines() if ":" in line
)
wanted = ("OpenGL vendor string", "OpenGL renderer string", "OpenGL version string")
print(json.dumps({key: lines.get(key, "").strip() for key in wanted}))
"""


def describe_opengl(limit: float = 20.0) -> str:
    """Vendor, renderer and version in one line, or a sentence that says why there is none.

    limit : seconds after which the probe is given up.
    """
    environment = dict(os.environ)
    if not environment.get("DISPLAY"):
        environment.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _PROBE],
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
        return f"not available (probe ended with {done.returncode}); 3D views will not work"
    return ", ".join(value for value in json.loads(lines[-1]).values() if value)

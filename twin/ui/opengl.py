"""Which OpenGL this machine offers, for support."""


def describe_opengl() -> str:
    """Vendor, renderer and version as the 3D library sees them, or why there is none."""
    import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  registers the render window
    from vtkmodules.vtkRenderingCore import vtkRenderWindow

    window = vtkRenderWindow()
    window.SetOffScreenRendering(1)
    window.SetSize(16, 16)
    try:
        window.Render()
        lines = (window.ReportCapabilities() or "").splitlines()
    finally:
        window.Finalize()
    found = [line.split(":", 1)[1].strip() for line in lines if _is_named(line)]
    return ", ".join(found) or "none"


def _is_named(line: str) -> bool:
    names = ("OpenGL vendor string", "OpenGL renderer string", "OpenGL version string")
    return line.strip().startswith(names)

"""From a plan to an IFC4 model."""

"""How elements and buildings are coloured: one file per overlay, each exposes OVERLAY."""

"""Sun on planes: where it stands, how much arrives, what shades it, what panels make of it."""

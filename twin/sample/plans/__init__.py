"""The twelve buildings as plans: wings, storeys, rooms, windows, roofs."""

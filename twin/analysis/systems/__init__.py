"""From needs to delivered energy: heating plants, hot water, fans, solar panels, peaks, costs."""

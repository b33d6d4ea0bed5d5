"""Files with readings of meters and sensors: their layout, and fast reading in portions."""

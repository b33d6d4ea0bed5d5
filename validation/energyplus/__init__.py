"""EnergyPlus 25.2 as an oracle: cases described neutrally, its results, and the comparison."""

"""How far sums of measures can be relied on, and what their order depends on."""

"""How a partnership proposal is written as JSON: fields, units, limits, messages, signature."""

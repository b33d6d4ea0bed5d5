"""What a selector picks: buildings, elements, stand-ins of an archetype, and how much of them."""

"""What a model says in words and numbers: elements, properties, rooms, place."""

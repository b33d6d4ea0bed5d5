"""Rounds of procurement: suppliers' proposals weighed, decided on, frozen and run again."""

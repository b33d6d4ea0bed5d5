"""Proposals made of an energy audit: what fits the catalogue, what stays a claim."""

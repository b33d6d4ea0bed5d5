"""Envelopes found in models beside what the models themselves say of their parts."""

from validation.envelope.run import run as run

"""Condition, backlog, ageing, funding, accounts and failures of what a portfolio looks after."""

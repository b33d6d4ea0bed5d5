"""Which steps of the packages to take when, within budgets and targets."""

"""What a measure does beyond energy: money by account, condition, ageing, failures, people."""

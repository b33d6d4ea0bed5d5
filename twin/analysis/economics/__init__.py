"""What measures are worth: present value, life cycle cost by account, payback, break-even."""

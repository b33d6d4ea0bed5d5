"""What the user is doing: state, jobs and use cases."""

"""What the trainings of the networks have in common."""

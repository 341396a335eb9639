"""How the network that reads questions is trained: `python -m tests.questions.training`; needs the extra `training`."""

"""What Discord accepts in a request's body, as tables of types, and how it words what it refuses."""

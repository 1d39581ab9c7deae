"""Write the answer: quotes in a fixed frame, each with its citation."""

"""Choose what is quoted of what was found, or decide that nothing answers."""

"""From addresses to files: what is fetched is kept, and then read like any other file."""

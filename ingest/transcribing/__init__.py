"""From recordings to files: what a speech recogniser hears is kept, and then read like any other transcript."""

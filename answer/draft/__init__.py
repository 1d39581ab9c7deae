"""Check a draft: find its quotations, and whether each stands in the library as the draft has it."""

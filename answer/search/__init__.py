"""Find and order the sentences that may answer."""

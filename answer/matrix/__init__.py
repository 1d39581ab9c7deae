"""One question over all interviews: who says what about it, and who was not asked."""

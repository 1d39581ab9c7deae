"""Reading: a small network looks at a question and a sentence together, and says whether the one answers the other."""

"""What is collected, or an answer, as files: REFI-QDA, CSV, Word, Markdown, a page that checks itself."""

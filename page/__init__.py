"""What app.py shows: answers and transcripts as the page's data, its words in three languages, exports, feedback."""

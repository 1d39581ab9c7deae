"""What there is before anything is asked: of a transcript, of a library."""

"""What ingesting and answering both know: the transcript model, language, the encoder, the store."""

"""Vectors of passages: how they are packed, and the index that finds the nearest."""

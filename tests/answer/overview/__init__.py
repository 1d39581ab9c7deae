"""Tests of overviews."""

"""Tests of rereading."""

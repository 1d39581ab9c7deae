"""Understand a question: what it asks, of whom, and what it leans on."""

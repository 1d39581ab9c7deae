"""Tests of checking drafts."""

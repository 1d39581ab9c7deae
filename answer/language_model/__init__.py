"""A language model that the user names: it writes from verified quotes, helps finding and translates; never quotes."""

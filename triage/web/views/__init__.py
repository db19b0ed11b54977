"""Views: parse, call, word the answer."""

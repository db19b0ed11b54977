"""One module a protocol: a table of rules with sources, and what they say together."""

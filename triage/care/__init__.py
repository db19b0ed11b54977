"""The other verbs of care: each is one transaction on the store."""

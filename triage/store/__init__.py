"""Memory: the log, the tables that are made from it, accounts and drafts. All SQL is here."""

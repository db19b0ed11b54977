"""Makes models/risk from a table of visits: `python -m models.training`."""

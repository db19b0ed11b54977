"""Figures of docs/measured.md and docs/first-run.md; none of them is a timed test."""

"""Triage server for rural clinics: published protocols as a floor, a model that may only raise."""

"""The risk model: what is delivered (risk) and how it is made (training)."""

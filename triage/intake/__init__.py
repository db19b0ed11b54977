"""Words in: what people and programs type becomes a Report, or every Problem at once. Pure."""

"""What pages show: one frozen dataclass a page; its fields are the variables of its template."""

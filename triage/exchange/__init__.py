"""Words out: what may leave, and in what form. Pure: no clock, no I/O."""

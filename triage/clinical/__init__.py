"""Medicine: findings in, decision out. Pure: standard library only, no clock, no I/O."""

"""`python -m triage.cli`: the command line where its script is not at hand."""

from triage.cli import main

main()

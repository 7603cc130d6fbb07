"""`python -m pipelines` is `opvang`."""

from pipelines.cli import main

main()

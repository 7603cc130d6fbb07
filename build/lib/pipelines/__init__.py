"""Wires the stages together: Dagster definitions and the `opvang` command line. Holds no logic of its own.

What a figure means belongs in `extract`, what may be compared in `dbt_project`, what must hold in
`expectations`.
"""

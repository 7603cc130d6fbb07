"""From a plan PDF to its parts, tables, cells and what they mean.

What belongs here: reading pages, finding tables, the outline of parts and headings, and the
vocabulary that says what a row and a column state. Pure: bytes in, a `Document` out.
What does not: databases, Dagster, dbt, the state under a home directory.
"""

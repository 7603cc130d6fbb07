"""The DuckDB files: raw schema, loading, publishing, reading and exporting.

What belongs here: everything that opens a database file, and the layout of the home directory.
What does not: PDFs, the meaning of tables, Dagster.
"""

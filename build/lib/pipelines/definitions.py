"""What Dagster loads: the definitions for the home that OPVANG_HOME names."""

from pipelines.graph import build_definitions
from warehouse.home import Home

defs = build_definitions(Home.resolve())

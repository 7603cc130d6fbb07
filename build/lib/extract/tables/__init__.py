"""Tables: rules and white space become cell grids, grids on successive pages become one table."""

"""The assets, one module per stage of the way from PDF to report."""

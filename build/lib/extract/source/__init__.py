"""Where page content comes from: PDFium as a rule, pdfplumber for what PDFium is not to be trusted with."""

"""Everything that leaves as a file: sheets, slides, atlas, offline page, workbook, shortlist."""

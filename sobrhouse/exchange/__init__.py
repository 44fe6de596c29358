"""In and out: spreadsheets read and written."""

"""Reading filled forms back: the bindings that fill a workbook say where a filled one holds what."""

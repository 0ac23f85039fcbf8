"""How a plan is handed in: the only room that knows lxml, openpyxl, reportlab and Pillow."""

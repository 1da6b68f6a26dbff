"""Inside Excel and WPS: the ribbon, the add-in file, its installation, and the open workbook.

Nothing is imported here: `xlperf.excel.callbacks` is where the add-in's buttons come in.
"""

"""The open workbook in Excel or WPS as a target: changes written into it in a few calls, never saved.

Writing over COM empties the application's own undo list, so that whoever calls keeps what stood there before.
"""

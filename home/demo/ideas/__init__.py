"""The ideas of the demo: what people sent in, what others said of it, and what became of it.

Rows are written as the services leave them, with dates before today: nobody is mailed.
"""

"""What several workbooks say together: which are versions of one another, and what holds between them."""

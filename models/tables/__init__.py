"""The rows of the election, one topic a file. Only services and mail read and write them."""

"""The directory of centres as a file that anybody takes away and uses elsewhere."""

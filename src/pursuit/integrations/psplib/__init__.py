"""PSPLIB: the file format of the published scheduling instances."""

"""What went wrong elsewhere, as cases this product must withstand: cases.py registers which test holds which."""

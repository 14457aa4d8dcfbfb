"""The command line `pursuit`: run the product, look after its data, help people in.

One small file per command; what two commands share lies in archive/ and checks/. Exit codes: 0 done, 1 failed,
2 bad usage. Nothing is imported here, so that the supervising processes stay small.
"""

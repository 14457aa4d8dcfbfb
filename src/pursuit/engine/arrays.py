"""The kinds of arrays the engine computes with."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Rows = NDArray[np.int32]  # tables read row by row, where half the memory is half the time

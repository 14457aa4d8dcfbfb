"""The one kind of array the engine computes with."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

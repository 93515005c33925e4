"""The four gz files of MNIST as numpy arrays."""

import gzip
import os

import numpy as np


def load(folder):
    """(x_train, t_train), (x_test, t_test): pixels (N,784) as bytes, labels (N)."""
    return tuple(
        (_read(folder, f"{part}-images-idx3-ubyte", 16).reshape(-1, 784),
         _read(folder, f"{part}-labels-idx1-ubyte", 8))
        for part in ("train", "t10k")
    )


def _read(folder, name, header_bytes):
    path = os.path.join(folder, name)
    opened = gzip.open(path + ".gz") if os.path.exists(path + ".gz") else open(path, "rb")
    with opened as file:
        return np.frombuffer(file.read(), np.uint8, offset=header_bytes)

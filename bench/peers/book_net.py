"""The two-layer net of "Deep Learning from Scratch" as its readers write it, after the book's structure:
float64 params in a dict, a class for each layer, forward and backward by the book's formulas, and a
training loop that also computes the loss of each batch after the update.

    python3 book_net.py train FOLDER STEPS     the reference job; prints the last accuracies as JSON
    python3 book_net.py serve FOLDER           times steps and evaluations for `bench`
"""

import json
import sys
from collections import OrderedDict

import numpy as np

import measure
import mnist


def softmax(x):
    x = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)


def cross_entropy_error(y, t):
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    if t.size == y.size:  # one-hot
        t = t.argmax(axis=1)
    batch_size = y.shape[0]
    return -np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        return dout


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.x = None
        self.dW = None
        self.db = None

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx


class SoftmaxWithLoss:
    def __init__(self):
        self.loss = None
        self.y = None
        self.t = None

    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        self.loss = cross_entropy_error(self.y, self.t)
        return self.loss

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        return dout * (self.y - self.t) / batch_size


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }
        self.layers = OrderedDict()
        self.layers["Affine1"] = Affine(self.params["W1"], self.params["b1"])
        self.layers["Relu1"] = Relu()
        self.layers["Affine2"] = Affine(self.params["W2"], self.params["b2"])
        self.lastLayer = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        return self.lastLayer.forward(self.predict(x), t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        if t.ndim != 1:
            t = np.argmax(t, axis=1)
        return np.sum(y == t) / float(x.shape[0])

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.lastLayer.backward(1)
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)
        return {
            "W1": self.layers["Affine1"].dW,
            "b1": self.layers["Affine1"].db,
            "W2": self.layers["Affine2"].dW,
            "b2": self.layers["Affine2"].db,
        }


def load_mnist(folder):
    """Pixels 0..1 in float32 and one-hot labels, as the book's loader gives them."""
    return tuple(
        (images.astype(np.float32) / 255.0, np.eye(10)[labels])
        for images, labels in mnist.load(folder)
    )


def train_step(network, x_train, t_train, batch_size, learning_rate=0.1):
    batch_mask = np.random.choice(x_train.shape[0], batch_size)
    x_batch = x_train[batch_mask]
    t_batch = t_train[batch_mask]
    grad = network.gradient(x_batch, t_batch)
    for key in ("W1", "b1", "W2", "b2"):
        network.params[key] -= learning_rate * grad[key]
    return network.loss(x_batch, t_batch)


def train(folder, iters_num):
    (x_train, t_train), (x_test, t_test) = load_mnist(folder)
    network = TwoLayerNet(input_size=784, hidden_size=50, output_size=10)
    batch_size = 100
    train_loss_list = []
    train_acc_list = []
    test_acc_list = []
    iter_per_epoch = max(x_train.shape[0] // batch_size, 1)
    for i in range(iters_num):
        train_loss_list.append(train_step(network, x_train, t_train, batch_size))
        if i % iter_per_epoch == 0:
            train_acc_list.append(network.accuracy(x_train, t_train))
            test_acc_list.append(network.accuracy(x_test, t_test))
    return {
        "evaluations": len(test_acc_list),
        "trainAccuracy": float(train_acc_list[-1]),
        "testAccuracy": float(test_acc_list[-1]),
    }


def prepare(folder):
    (x_train, t_train), (x_test, t_test) = load_mnist(folder)

    def prepared(task):
        network = TwoLayerNet(784, task["hidden"][0], 10)
        if task["what"] == "step":
            return lambda: train_step(network, x_train, t_train, task["batch"])
        x, t = x_test[: task["images"]], t_test[: task["images"]]
        return lambda: network.accuracy(x, t)

    return prepared


if __name__ == "__main__":
    verb, folder = sys.argv[1:3]
    if verb == "serve":
        measure.serve(prepare(folder))
    else:
        print(json.dumps(train(folder, int(sys.argv[3]))))

"""The same net in NumPy as fast as we could make it: float32, every array made once, `out=` wherever
NumPy has it, batches gathered by `np.take` into one buffer, all batch numbers drawn beforehand, the
learning rate folded into the gradient of the logits. Any number of hidden layers.

    python3 float32_net.py train FOLDER STEPS  the reference job; prints the last accuracies as JSON
    python3 float32_net.py serve FOLDER        times steps and evaluations for `bench`
"""

import json
import sys

import numpy as np

import measure
import mnist

EVALUATION_BATCH = 1000


class Net:
    def __init__(self, hidden, rng, learning_rate=0.1):
        widths = [784, *hidden, 10]
        self.learning_rate = np.float32(learning_rate)
        self.W = [
            (0.01 * rng.standard_normal(shape)).astype(np.float32)
            for shape in zip(widths, widths[1:])
        ]
        self.b = [np.zeros(width, np.float32) for width in widths[1:]]
        self.dW = [np.empty_like(W) for W in self.W]
        self.db = [np.empty_like(b) for b in self.b]
        self.widths = widths
        self.rooms = {}

    def room(self, batch):
        """Buffers for a batch of this size."""
        if batch not in self.rooms:
            room = {
                "x": np.empty((batch, 784), np.float32),
                "a": [np.empty((batch, width), np.float32) for width in self.widths[1:]],
                "d": [np.empty((batch, width), np.float32) for width in self.widths[1:-1]],
                "mask": [np.empty((batch, width), np.bool_) for width in self.widths[1:-1]],
                "column": np.empty((batch, 1), np.float32),
                "rows": np.arange(batch),
            }
            self.rooms[batch] = room
        return self.rooms[batch]

    def forward(self, x, room):
        last = len(self.W) - 1
        for l, (W, b, a) in enumerate(zip(self.W, self.b, room["a"])):
            np.dot(x, W, out=a)
            a += b
            if l < last:
                np.maximum(a, 0, out=a)
            x = a
        return x

    def step(self, x_train, t_train, samples):
        """One step of SGD; the mean loss of the batch before it."""
        batch = samples.size
        room = self.room(batch)
        x, column = room["x"], room["column"]
        np.take(x_train, samples, axis=0, out=x, mode="clip")
        t = t_train[samples]
        y = self.forward(x, room)
        np.max(y, axis=1, keepdims=True, out=column)
        y -= column
        np.exp(y, out=y)
        np.sum(y, axis=1, keepdims=True, out=column)
        y /= column
        loss = -np.log(y[room["rows"], t] + np.float32(1e-7)).mean()
        y[room["rows"], t] -= 1
        y *= self.learning_rate / np.float32(batch)
        d = y
        for l in range(len(self.W) - 1, -1, -1):
            below = room["a"][l - 1] if l > 0 else x
            np.dot(below.T, d, out=self.dW[l])
            np.sum(d, axis=0, out=self.db[l])
            if l > 0:
                np.dot(d, self.W[l].T, out=room["d"][l - 1])
                np.greater(below, 0, out=room["mask"][l - 1])
                d = room["d"][l - 1]
                d *= room["mask"][l - 1]
            self.W[l] -= self.dW[l]
            self.b[l] -= self.db[l]
        return loss

    def accuracy(self, x, t):
        correct = 0
        for start in range(0, len(x), EVALUATION_BATCH):
            part = x[start : start + EVALUATION_BATCH]
            y = self.forward(part, self.room(len(part)))
            correct += np.count_nonzero(y.argmax(axis=1) == t[start : start + EVALUATION_BATCH])
        return correct / len(x)


def load_mnist(folder):
    return tuple(
        (np.multiply(images, np.float32(1 / 255), dtype=np.float32), labels.astype(np.intp))
        for images, labels in mnist.load(folder)
    )


def train(folder, steps):
    (x_train, t_train), (x_test, t_test) = load_mnist(folder)
    rng = np.random.default_rng(1)
    net = Net([50], rng)
    samples = rng.integers(0, len(x_train), (steps, 100))
    losses = np.empty(steps, np.float32)
    evaluations = []
    epoch = max(len(x_train) // 100, 1)
    for i in range(steps):
        losses[i] = net.step(x_train, t_train, samples[i])
        if i % epoch == 0:
            evaluations.append((net.accuracy(x_train, t_train), net.accuracy(x_test, t_test)))
    return {
        "evaluations": len(evaluations),
        "trainAccuracy": evaluations[-1][0],
        "testAccuracy": evaluations[-1][1],
    }


def prepare(folder):
    (x_train, t_train), (x_test, t_test) = load_mnist(folder)

    def prepared(task):
        rng = np.random.default_rng(1)
        net = Net(task["hidden"], rng)
        if task["what"] == "step":
            samples = rng.integers(0, len(x_train), (1000, task["batch"]))
            numbers = iter(range(sys.maxsize))
            return lambda: net.step(x_train, t_train, samples[next(numbers) % 1000])
        many = task["images"] > len(x_test)
        x, t = (x_train, t_train) if many else (x_test, t_test)
        x, t = x[: task["images"]], t[: task["images"]]
        return lambda: net.accuracy(x, t)

    return prepared


if __name__ == "__main__":
    verb, folder = sys.argv[1:3]
    if verb == "serve":
        measure.serve(prepare(folder))
    else:
        print(json.dumps(train(folder, int(sys.argv[3]))))

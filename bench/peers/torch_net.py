"""The same net as PyTorch's users write it: `torch.nn` modules, autograd and `torch.optim`, float32, the
whole data set in one tensor, batches gathered by their numbers (a DataLoader takes several times as long),
evaluated without gradients.

    python3 torch_net.py train FOLDER STEPS    the reference job; prints the last accuracies as JSON
"""

import json
import sys

import torch
from torch import nn

import mnist

EVALUATION_BATCH = 1000


def load_mnist(folder):
    return tuple(
        (torch.from_numpy(images.copy()).float() / 255, torch.from_numpy(labels.copy()).long())
        for images, labels in mnist.load(folder)
    )


def new_net(hidden):
    net = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 10))
    for layer in (net[0], net[2]):
        nn.init.normal_(layer.weight, std=0.01)
        nn.init.zeros_(layer.bias)
    return net


def accuracy(net, x, t):
    correct = 0
    with torch.inference_mode():
        for part, labels in zip(x.split(EVALUATION_BATCH), t.split(EVALUATION_BATCH)):
            correct += (net(part).argmax(dim=1) == labels).sum().item()
    return correct / len(x)


def train(folder, steps):
    torch.manual_seed(1)
    (x_train, t_train), (x_test, t_test) = load_mnist(folder)
    net = new_net(50)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    losses = []
    evaluations = []
    epoch = max(len(x_train) // 100, 1)
    for i in range(steps):
        samples = torch.randint(len(x_train), (100,))
        loss = criterion(net(x_train[samples]), t_train[samples])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if i % epoch == 0:
            evaluations.append((accuracy(net, x_train, t_train), accuracy(net, x_test, t_test)))
    return {
        "evaluations": len(evaluations),
        "trainAccuracy": evaluations[-1][0],
        "testAccuracy": evaluations[-1][1],
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    _, folder, steps = sys.argv[1:4]
    print(json.dumps(train(folder, int(steps))))

"""Writes the shipped encoder in the forms that other engines read, and one full window of corpus text, to a folder.

Run it from this folder, with what `requirements-train.txt` lists and `onnx` and `onnxruntime`: `python export.py /tmp/engines`.
"""

import glob
import os
import sys

TRAINING = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path.insert(0, TRAINING)

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import save_file

from load import NUMBERS, Content, load
from network import GROUP, TARGETS, WIDTH, Network, grid
from vocabulary import Vocabulary

MODEL = os.path.join(TRAINING, "..", "model", "note.model")
LENGTH = 512


def listed(path):
    """The word pieces of a model file."""
    with open(path, "rb") as file:
        content = Content(file.read())
    content.take(40)
    content.take(content.take(1)[0])
    content.unpacked(f"<6H{NUMBERS}d")
    content.floats(2 * TARGETS * WIDTH + TARGETS + 3 * WIDTH + 3)
    return bytes(content.take(*content.unpacked("<I"))).decode().split("\n")


class NoMask:
    """Stands for the mask of a window without padding: adds nothing, and no operation to the graph."""

    def to(self, _):
        return self

    def __radd__(self, scores):
        return scores


class Encoder(torch.nn.Module):
    """Pieces of a full window in, hidden states out."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, pieces):
        network = self.network
        hidden = network.norm(network.words(pieces) + network.places.weight)
        for layer in network.layers:
            hidden = layer(hidden, NoMask())
        return hidden


def window(vocabulary):
    """Corpus sentences that together with the pieces around them make a full window, and its pieces."""
    lines, pieces = [], [vocabulary.start]
    for path in sorted(glob.glob(os.path.join(TRAINING, "..", "corpus", "*.txt"))):
        with open(path, encoding="utf-8") as file:
            sentences = [line.split("|", 3)[3].strip() for line in file if line.count("|") >= 3]
        for sentence in sentences:
            own, room = vocabulary.encode(sentence), LENGTH - len(pieces) - 1
            # The last one fills what is left to the piece.
            if len(own) == room or len(own) < room - 40:
                lines.append(sentence)
                pieces += [*own, vocabulary.stop]
            if len(pieces) == LENGTH:
                return lines, pieces
    raise SystemExit("no sentence of the corpus fills the window")


def in_four_bits(model):
    """The linear maps as they are shipped, in the contributed operator for them; the word pieces' rows as bytes."""
    held = {tensor.name: tensor for tensor in model.graph.initializer}
    dropped, added, nodes = set(), [], []

    def constant(name, values):
        added.append(numpy_helper.from_array(values, name))
        return name

    for node in model.graph.node:
        name = next((name for name in node.input if name in held and held[name].dims and held[name].dims[-1] >= WIDTH), None)
        if node.op_type == "MatMul" and name:
            weights = torch.tensor(numpy_helper.to_array(held[name])).T.contiguous()
            (outputs, inputs), (groups, scale) = weights.shape, grid(weights, 4)
            values = (groups / scale).round()
            assert torch.equal(values * scale, groups), name
            values = (values + 8).to(torch.uint8).reshape(outputs, inputs // GROUP, GROUP // 2, 2).numpy()
            packed, scales = constant(name + "_4", values[..., 0] | values[..., 1] << 4), constant(name + "_s", scale.numpy().reshape(-1))
            sizes = {"K": inputs, "N": outputs, "bits": 4, "block_size": GROUP, "accuracy_level": 4}
            nodes.append(helper.make_node("MatMulNBits", [node.input[0], packed, scales], node.output, node.name, domain="com.microsoft", **sizes))
            dropped.add(name)
        elif node.op_type == "Gather" and name:
            groups, scale = grid(torch.tensor(numpy_helper.to_array(held[name])), 4)
            rows, scales = constant("rows", (groups / scale).round().to(torch.int8).reshape(-1, WIDTH).numpy()), constant("row_scales", scale.numpy())
            shape = constant("grouped", np.array([1, LENGTH, WIDTH // GROUP, GROUP])), constant("whole", np.array([1, LENGTH, WIDTH]))
            nodes += [
                helper.make_node("Gather", [rows, node.input[1]], ["row"]),
                helper.make_node("Cast", ["row"], ["row_f32"], to=onnx.TensorProto.FLOAT),
                helper.make_node("Reshape", ["row_f32", shape[0]], ["row_grouped"]),
                helper.make_node("Gather", [scales, node.input[1]], ["row_scale"]),
                helper.make_node("Mul", ["row_grouped", "row_scale"], ["row_scaled"]),
                helper.make_node("Reshape", ["row_scaled", shape[1]], node.output),
            ]
            dropped.add(name)
        else:
            nodes.append(node)
    kept = [tensor for name, tensor in held.items() if name not in dropped]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend(kept + added)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model


def main(folder):
    os.makedirs(folder, exist_ok=True)
    out = lambda name: os.path.join(folder, name)
    pieces = listed(MODEL)
    network = Network(len(pieces)).eval()
    load(MODEL, network, pieces)
    lines, ids = window(Vocabulary(pieces))
    with open(out("window.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    np.array(ids, "<i8").tofile(out("window.pieces"))
    encoder, example = Encoder(network), torch.tensor([ids])
    with torch.no_grad():
        encoder(example).numpy().astype("<f4").tofile(out("torch.hidden"))
        torch.onnx.export(encoder, (example,), out("f32.onnx"), input_names=["pieces"], output_names=["hidden"], opset_version=20, dynamo=False)
    quantize_dynamic(out("f32.onnx"), out("int8.onnx"), per_channel=True, weight_type=QuantType.QInt8)
    onnx.save(in_four_bits(onnx.load(out("f32.onnx"))), out("int4.onnx"))
    kept = {name: tensor.contiguous() for name, tensor in network.state_dict().items() if name.startswith(("words", "places", "norm", "layers"))}
    save_file(kept, out("f32.safetensors"))


if __name__ == "__main__":
    main(*sys.argv[1:])

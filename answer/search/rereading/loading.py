"""Load the network that reads, over the layers of an encoder."""

import copy
from pathlib import Path
from typing import TYPE_CHECKING

from safetensors.torch import load_file

from answer.search.rereading.files import ADAPTER, HEADS
from answer.search.rereading.network import LAYER, RereadingNetwork
from corpus.encoder.adapter import add_lora

if TYPE_CHECKING:
    from transformers import BertModel


def new_network(network: "BertModel") -> RereadingNetwork:
    """Return a network over copies of the upper layers of the encoder's, as before training."""
    config = network.config
    layers = copy.deepcopy(network.encoder.layer[LAYER:])
    return RereadingNetwork(layers, config.hidden_size, config.num_attention_heads).eval()


def load_network(network: "BertModel", folder: Path = ADAPTER) -> RereadingNetwork:
    """Return the network that was trained over this encoder's."""
    loaded = new_network(network)
    add_lora(loaded, folder)
    heads = {name: tensor.float() for name, tensor in load_file(folder / HEADS).items()}
    loaded.load_state_dict({**loaded.state_dict(), **heads})
    return loaded

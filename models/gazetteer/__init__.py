"""The offline gazetteer: an SQLite index of places behind geopy's geocoder interface."""

from models.gazetteer.index import Gazetteer, NoNetworkAdapter
from models.gazetteer.names import fold
from models.gazetteer.search import Candidate

__all__ = ["Candidate", "Gazetteer", "NoNetworkAdapter", "fold"]

"""Tables of the room."""

from pursuit.domain.chain.models.chain import Chain, ChainEdge, ChainMember, ChainNote, EdgeKind

__all__ = ["Chain", "ChainEdge", "ChainMember", "ChainNote", "EdgeKind"]

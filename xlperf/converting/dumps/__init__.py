"""Tables of text files whose merged cells are lost: each value is put below its header again."""

from xlperf.converting.dumps.relaying import relay

__all__ = ["relay"]

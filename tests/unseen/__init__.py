"""Published forms of regions that no definition knows, held against what a careful reader takes them for."""

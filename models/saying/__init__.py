"""Who says so: how the words around a trigger tell of it, and whose words they are."""

"""Training of the pipeline ``en_khabar``: readers, augmentation, assembly, scores, model card."""

"""The commands of `khabar`, a module a group. What a command needs is imported when it runs, so that `--help` stays quick."""

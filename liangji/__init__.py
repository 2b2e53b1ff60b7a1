"""The command `liangji`: the application, and every command of `geo` and `briefings`."""

"""How far a run has come, on a terminal as a bar, elsewhere as a line every tenth."""

import time

WIDTH = 30


class Bar:
    """`show(done)` draws on `stream` (a command's stderr)."""

    def __init__(self, stream, total):
        self.stream, self.total, self.started, self.tenth = stream, total, time.monotonic(), 0

    def show(self, done):
        filled, tenth = done * WIDTH // self.total, done * 10 // self.total
        seconds = time.monotonic() - self.started
        line = f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{self.total} {seconds:.0f} s"
        if self.stream.isatty():
            self.stream.write(f"\r{line}", ending="" if done < self.total else "\n")
            self.stream.flush()
        elif tenth > self.tenth:
            self.stream.write(line)
        self.tenth = tenth

"""Run a command under a heading, and say how long it took: `python -m scripts.say "lint" ruff check .`"""

import subprocess
import sys
import time


def main(heading: str, *command: str) -> int:
    print(f"== {heading}", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, check=False).returncode
    if code != 0:
        print(f"== {heading} failed after {time.monotonic() - started:.1f} s: {' '.join(command)}", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""Run a command with throw-away PostgreSQL and Redis: `python -m scripts.with_servers COMMAND …`"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.services import start_postgres, start_redis


def main(*command: str) -> int:
    with tempfile.TemporaryDirectory(prefix="throughline-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may run as another user
        postgres = start_postgres(Path(folder) / "postgres", durable=False)
        redis = start_redis(Path(folder) / "redis", durable=False)
        env = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url, "DATA_DIR": folder}
        try:
            return subprocess.run(command, env=os.environ | env, check=False).returncode
        finally:
            redis.stop()
            postgres.stop()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

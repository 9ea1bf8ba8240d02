"""Ask this container's web process whether all parts answer; exit code 0 when they do. For docker-compose.yml."""

import http.client
import os
import sys
from urllib.parse import urlsplit


def main() -> int:
    name = urlsplit(os.environ.get("BASE_URL", "")).netloc or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
    # As the proxy in front would ask: by the public name, having come by https.
    connection.request("GET", "/healthz", headers={"Host": name, "X-Forwarded-Proto": "https"})
    return 0 if connection.getresponse().status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())

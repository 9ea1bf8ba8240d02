"""The real supervisor with real servers, but with small programs in the place of web, worker and beat."""

import sys
from dataclasses import replace

from scripts import plan, run
from scripts.children import Spec
from scripts.demo_settings import Demo

REAL_DEMO_FIRM = plan.demo_firm
WEB = """
import http.server, sys
class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Health).serve_forever()
"""
# Has a child of its own; with STUBBORN it ignores being asked to end.
WORKER = """
import os, signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN if os.environ.get("STUBBORN") else signal.SIG_DFL)
subprocess.run([sys.executable, "-c", "import os; os.read(0, 1)"], stdin=os.pipe()[0])
"""
PREPARE = """
import os, pathlib, sys
if os.environ.get("FAIL_TO_PREPARE"):
    sys.exit("no such column: nothing")
pathlib.Path(os.environ["DATA_DIR"], "prepared").open("a").write("x")
"""


def steps(demo: Demo) -> list[plan.Step]:
    return [plan.Step("prepare", "data", (sys.executable, "-c", PREPARE), demo.digest("1"))]


def demo_firm(demo: Demo) -> plan.Step:
    return replace(REAL_DEMO_FIRM(demo), text="firm", command=(sys.executable, "-c", "print('firm')"))


def programs(demo: Demo) -> list[Spec]:
    commands = {"web": (WEB, str(demo.port)), "worker": (WORKER, str(demo.data_dir))}
    return [
        Spec(name=name, command=(sys.executable, "-c", *words), log=demo.log(name), env=demo.env)
        for name, words in commands.items()
    ]


if __name__ == "__main__":
    plan.steps, plan.demo_firm, plan.programs = steps, demo_firm, programs
    sys.exit(run.main())

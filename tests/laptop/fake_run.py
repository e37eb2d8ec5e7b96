"""The laptop run with a real Redis and stand-ins for everything else.

FAKES: name=kind pairs that change what a stand-in does.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from laptop.__main__ import main
from laptop.plan import Plan, make_plan
from laptop.processes import Command

FAKE = str(Path(__file__).with_name("fake_child.py"))


def fake_plan(environ: Mapping[str, str], port: int, data: Path, spare: Path) -> Plan:
    kinds = {
        "migrate": "ends",
        "simulator": f"http {port}",
        "web": f"http {port + 1}",
        "worker": "family",
        "line-setup": "ends",
    }
    kinds |= dict(pair.split("=") for pair in environ.get("FAKES", "").split())
    fakes: dict[str, Any] = {
        name.replace("-", "_"): Command(name, (sys.executable, FAKE, *kind.split()))
        for name, kind in kinds.items()
    }
    return replace(make_plan(environ, port, data, spare), **fakes)


if __name__ == "__main__":
    sys.exit(main(os.environ, fake_plan, grace=1.5))

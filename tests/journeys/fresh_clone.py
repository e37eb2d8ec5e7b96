"""The main journey against a fresh installation that is up, by its page's address alone.

python -m tests.journeys.fresh_clone http://localhost:8000
"""

import sys
import time

from simulator.client import SimulatorClient, SimulatorError
from tests.journeys import main_journey
from tests.journeys.stage import http_stage


def main(url: str) -> int:
    """One line an act; 0 when the whole story came true."""
    if SimulatorClient(url).ledger(limit=1):
        print("Somebody has already used this installation; the journey begins in a fresh one.")
        return 1
    began = time.monotonic()
    try:
        for _, told in main_journey.tell(http_stage(url)):
            print(f"{time.monotonic() - began:5.1f} s  {told}", flush=True)
    except (AssertionError, SimulatorError) as problem:
        print(f"The journey ended here: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))

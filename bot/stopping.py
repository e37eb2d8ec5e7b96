"""Whether this worker process was asked to end: long jobs look, finish their batch and return."""

import threading

stopping = threading.Event()

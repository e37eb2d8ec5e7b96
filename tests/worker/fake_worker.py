"""`worker.py` with jobs that leave notes."""

import worker

if __name__ == "__main__":
    worker.main(
        jobs={"chat": "tests.worker.fake_jobs.chat", "sends": "tests.worker.fake_jobs.sends"},
        due_queues="tests.worker.fake_jobs.due",
        script=__file__,
    )

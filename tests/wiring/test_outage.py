from bot.outage import Outage


def test_it_begins_once_and_ends_once() -> None:
    times = iter([10.0, 12.5, 20.0, 21.0])
    outage = Outage(lambda: next(times))
    assert outage.ends() is None
    assert [outage.begins(), outage.begins(), outage.begins()] == [True, False, False]
    assert outage.ends() == 2.5
    assert outage.ends() is None
    assert outage.begins()
    assert outage.ends() == 1.0

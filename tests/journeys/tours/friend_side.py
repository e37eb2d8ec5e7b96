"""What a friend sees of the bot itself: greeted, stopped, taken up again, back after a block."""

from tests.journeys.tours.shop import Shop

STOP = {"ja": "配信停止", "en": "stop"}


def on_their_own(shop: Shop) -> None:
    """Words stop the messages, the menu in the friend's language takes them up again."""
    riku, sim = shop.somebody("Riku"), shop.sim
    riku.does(lambda: sim.follow(riku.user)).sees("ひだまり弁当")
    riku.says(STOP[shop.locale]).reads("Messages stopped")
    riku.menu("Resume messages").reads("Messages resumed")
    riku.taps("What I get").reads("Nothing is on its way to you now.")
    riku.menu("Coupons").reads("You have no coupons now.")
    sim.block(riku.user)
    riku.does(lambda: sim.unblock(riku.user)).reads("Welcome back.")

"""Labels, groups, entry routes and coupons: each made, used, renamed and taken away."""

from tests.journeys.tours.pictures import a_photo
from tests.journeys.tours.shop import Shop


def labels(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Friends").taps("Labels", "＋ New label").says("VIP").reads("Have it")
    owner.taps("Give it to many", "Everyone", "Give it").taps("See people", "Back to the label")
    owner.taps("Give it to many", "By group", "Back", "By CSV file", "Back")
    owner.menu("Friends").taps("Labels").opens("VIP").taps("CSV").reads("Open the file")
    owner.menu("Friends").taps("Labels").opens("VIP").taps("Rename").says("Regular")
    owner.taps("Delete").reads("Delete this label?").taps("Delete", "Undo")


def groups(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Friends").taps("Groups", "＋ New group", "＋ Add a part", "Friend since")
    owner.taps("Within 30 days").taps("See people", "Back to the rule")
    owner.says("1").taps("Make it the opposite").says("1").taps("Make it the opposite")
    owner.taps("Done").says("New here").reads("Fit it now")
    owner.taps("See people", "Back to the group", "Rename").says("Newcomers")
    owner.taps("Change the rule", "＋ Add a part", "Label").says("1").taps("Has it")
    owner.taps("Any of them is enough", "Done")


def groups_go(shop: Shop) -> None:
    """One that nothing uses is deleted."""
    owner = shop.owner
    owner.menu("Friends").taps("Groups", "＋ New group", "＋ Add a part", "Friend since")
    owner.taps("30 days or more", "Done").says("Old friends")
    owner.taps("Delete").reads("Delete this group?").taps("Delete").reads("Groups")


def routes(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Friends").taps("Entry routes", "＋ New route").says("Poster\nposter")
    owner.taps("Get the QR code", "Back", "Labels").says("Poster").taps("To the route")
    owner.taps("Rename").says("Window").taps("Stop this route", "Count again").sees("Window")


def coupons(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Friends").taps("Coupons", "＋ New coupon").says("Monday 20%", "20%")
    owner.sends(a_photo()).picks("Until a date", date=shop.day(30)).says("2").says("HIDAMARI")
    owner.taps("See it", "Back", "Change it", "Title").says("Tuesday 20%")
    owner.taps("Back to the coupon", "See people", "Back to the coupon")
    owner.menu("Friends").taps("Coupons", "＋ New coupon").says("Many codes", "Free tea")
    owner.taps("No picture", "For ever").says("1").sends(b"A-1\nA-2\n", "file", "text/csv")
    owner.taps("More codes").sends(b"B-1\n", "file", "text/csv").taps("Close the coupon")
    owner.taps("Let it be used again")

"""The help cards: title, what it is, an example; and the picture above them."""

from flex_templates.notice_sentences import N_

HELP = {
    "home": (
        N_("Home"),
        N_("Here you see what is sent today and what needs you."),
        N_("For example: “To check” stays until you have looked at it."),
    ),
    "start": (
        N_("Start"),
        N_("It says who gets the scenario, and when it begins."),
        N_("For example: at once for everybody who adds the account."),
    ),
    "timeline": (
        N_("Steps"),
        N_("They are sent from top to bottom. Send a number to open that step."),
        N_("For example: 3"),
    ),
    "wait": (
        N_("When"),
        N_("It counts from the step before. What falls in the night is sent in the morning."),
        N_("For example: 3 days later 10:00"),
    ),
    "message": (
        N_("Message"),
        N_("What you send here is what friends will get."),
        N_("For example: send a photo, and it is a picture message."),
    ),
    "check": (
        N_("Before the start"),
        N_("Once every × is fixed, you can start. With ▲ you can start as it is."),
        N_("For example: with an × at step 3, add a message to step 3."),
    ),
    "branch": (
        N_("Branch"),
        N_("Each friend goes one of the ways that lie side by side."),
        N_("For example: women go A, all others the last way."),
    ),
    "rule": (
        N_("Rule"),
        N_("It means the people for whom the sentence is true. The number is that of now."),
        N_("For example: “bought something” for 1 day or more."),
    ),
    "publish": (
        N_("Publish"),
        N_("You choose whether changes reach those inside. What they are past is not sent again."),
        N_("For example: a friend added tomorrow gets the new text."),
    ),
    "friends": (
        N_("Friends"),
        N_("One by one they can be led past a step, moved and stopped."),
        N_("For example: stop somebody who left the club."),
    ),
    "results": (
        N_("Results"),
        N_("You see how many got each step. LINE tells nobody who has read a message."),
        N_("For example: the bar gets shorter where people stopped."),
    ),
    "quota": (
        N_("Messages this month"),
        N_(
            "Your LINE plan allows so many messages a month. You change the plan in the LINE "
            "Official Account Manager; sending then goes on by itself within minutes."
        ),
        N_("For example: one text to 100 friends is 100 messages. Answers to a tap are free."),
    ),
    "staff": (
        N_("Staff"),
        N_(
            "A notice to a group costs as many messages as it has people. “Show latest” costs none."
        ),
        N_("For example: a notice to 5 people costs 5."),
    ),
}

Stone = tuple[str, str, str]
"""What stands in it, its tone, and the words below."""

PICTURES: dict[str, tuple[Stone, ...]] = {
    "home": (
        ("✓", "moss", N_("sent")),
        ("◆", "amber", N_("on hold")),
        ("▲", "red", N_("To check")),
    ),
    "start": (("＋", "blue", N_("Friend added")), ("1", "moss", N_("Right away"))),
    "timeline": (
        ("1", "moss", N_("Right away")),
        ("2", "moss", N_("3 days")),
        ("3", "moss", N_("7 days")),
    ),
    "wait": (("1", "moss", N_("sent")), ("…", "grey", N_("3 days")), ("2", "moss", "10:00")),
    "message": (
        ("1", "moss", N_("text")),
        ("2", "moss", N_("a picture")),
        ("3", "moss", N_("a video")),
    ),
    "check": (
        ("×", "red", N_("please fix")),
        ("▲", "amber", N_("please look")),
        ("✓", "moss", N_("ready to go")),
    ),
    "rule": (("A", "blue", N_("women")), ("＋", "grey", N_("Label")), ("●", "moss", "128")),
    "branch": (
        ("1", "moss", ""),
        ("◆", "blue", N_("Branch")),
        ("A", "blue", N_("women")),
        ("B", "blue", N_("Otherwise")),
    ),
    "publish": (
        ("1", "grey", N_("is past")),
        ("2", "amber", N_("changed")),
        ("3", "moss", N_("still ahead")),
    ),
    "friends": (
        ("3", "moss", N_("sent")),
        ("4", "grey", N_("left out")),
        ("5", "moss", N_("still ahead")),
    ),
    "results": (("1", "moss", "240"), ("2", "moss", "205"), ("3", "amber", "150")),
    "quota": (
        ("✓", "moss", N_("used")),
        ("◆", "amber", N_("is kept")),
        ("□", "grey", N_("left")),
    ),
    "staff": (
        ("●", "moss", N_("Notice")),
        ("…", "grey", N_("Staff")),
        ("✓", "moss", N_("0 messages")),
    ),
}

"""Codes of notices and the sentences that word them; the catalogs have them in every language."""


def N_(sentence: str) -> str:  # noqa: N802 - gettext's name for "to be translated"
    return sentence


ALIASES = {
    "E1": "use_buttons",
    "E2": "text_too_long",
    "E3": "name_too_long",
    "E4": "wrong_medium",
    "E5": "picture_shrunk",
    "E6": "video_too_big",
    "E7": "not_understood",
    "E8": "out_of_range",
    "E9": "past_date",
    "E10": "not_https",
    "E11": "unknown_variable",
    "E12": "role",
    "E13": "command_word",
    "E14": "broken",
    "E15": "gone",
}

SENTENCES = {
    # what came in
    "use_buttons": N_("Please choose with the buttons below."),
    "sticker": N_("Thank you for the sticker. Please choose with the buttons below."),
    "unknown_button": N_("This button is no longer in use. Here is home."),
    "saved_so_far": N_("Saved up to here. You can go on from home."),
    "saved": N_("Saved."),
    "ages_not_understood": N_("“{text}” was not understood. Send ages such as 25 45."),
    "arms_not_understood": N_("“{text}” was not understood. Send letters such as B C."),
    "arm_is_empty": N_("There is nothing on this way yet that could be copied."),
    "too_many_arms": N_("A branch has at most {limit} ways."),
    "not_all_shared": N_("Together that is {actual}%. Make it 100%."),
    "two_choices": N_("Send at least two, one on each line."),
    "copied": N_("Copied. Now the texts alone can be changed."),
    "send_the_new_text": N_("Change it and send it."),
    "word_also_in": N_("“{word}” is also in step {numbers}."),
    "known_age": N_(
        "The age of {people} friends ({percent}%) is known. The others go the last way."
    ),
    "known_gender": N_(
        "The gender of {people} friends ({percent}%) is known. The others go the last way."
    ),
    "known_area": N_(
        "The area of {people} friends ({percent}%) is known. The others go the last way."
    ),
    "part_kept": N_("Saved as part “{name}”. Other scenarios can use it."),
    "rule_is_group": N_("Saved as group “{name}”. It stands in the rule as one part."),
    "saved_for_all": N_("Saved. It holds for those inside, too."),
    "undone": N_("Undone."),
    "from_template": N_(
        "It is ready. Put in the shop’s own treats and addresses (example.com) before you start."
    ),
    "template_ready": N_("It is ready. The texts can be changed later, too."),
    "text_too_long": N_(
        "The text is too long. It has {actual} characters, the limit is {limit}. "
        "Take out {over} and send it again."
    ),
    "text_too_long_emoji": N_(
        "The text is too long. It has {actual} characters, the limit is {limit}. "
        "Take out {over} and send it again. An emoji counts as two."
    ),
    "name_too_long": N_("For {field}, at most {limit} characters. It has {actual} now."),
    "too_long": N_("At most {limit} characters. It has {actual} now."),
    "wrong_medium": N_("Please send {wanted} here. What came was {got}."),
    "small_picture": N_("At least {least}px wide looks best. This one is {actual}px."),
    "links_counted": N_("Taps of links: {n} will be counted."),
    "watchers_known": N_("It will be known who has seen it to its end."),
    "label_and_link": N_(
        "Words and a link are wanted in one line, such as: Book https://… Now it is “{text}”."
    ),
    "too_many_buttons": N_("At most {limit} buttons. There are {actual} now."),
    "too_many_cards": N_("At most {limit} cards."),
    "no_text_here": N_("This message has no text of its own."),
    "picture_shrunk": N_("It was big, so it was made smaller ({before} → {after})."),
    "picture_unreadable": N_("This picture could not be opened. Send it as JPEG or PNG."),
    "picture_too_big": N_("The picture is too big. Send one of at most {limit} MB."),
    "video_too_big": N_(
        "The video is too big ({actual} MB). The limit is 200 MB. Send a shorter one."
    ),
    "media_not_yet": N_(
        "Texts, pictures, videos, voice messages, stickers and locations can be sent; this cannot."
    ),
    "sticker_form": N_("A sticker is two numbers: its package’s and its own, such as 446, 1988."),
    "bad_degrees": N_("“{value}” is no number of degrees from {least} to {most}."),
    "not_an_address": N_("Send an address that begins with https://. Now it is “{value}”."),
    "bad_track": N_("“{value}” cannot be used here. Use letters, digits and -."),
    "preview_missing": N_("A video on the web needs a picture to show before it plays."),
    "bad_seconds": N_("“{value}” is no length in seconds, at most {most}."),
    "recording_unreadable": N_(
        "This cannot be played. Send a video as MP4, a voice message as M4A or MP3."
    ),
    "recording_too_big": N_("It is too big. Send one of at most {limit} MB."),
    "not_stored": N_("“{value}” lies on the web. Please send the file to this chat instead."),
    "bad_area": N_("An area is left, top, width and height in percent, such as 0 0 50 100."),
    "link_or_say": N_("An area either opens a link or says something."),
    "menu_area_form": N_("An area opens a link, says something or acts."),
    "menu_without_stop": N_("A menu needs an area by which friends stop the messages."),
    "reserved_name": N_("“{value}” has a meaning of its own. Choose another name."),
    "place_all_areas": N_("Say of all areas where they are, or of none."),
    "pictures_on_all": N_("Either all cards have a picture or none of them."),
    "bad_line_coupon": N_("“{value}” is no id of a coupon of LINE."),
    "use_alone": N_("A step with shared steps holds nothing else: “{value}”."),
    "fragment_form": N_("Shared steps have a name and steps alone, not “{value}”."),
    "no_such_fragment": N_("There are no shared steps “{value}”."),
    "coupon_exists": N_("There is a coupon “{value}” already. Please choose another name."),
    "route_exists": N_("There is a route “{value}” already. Choose another name."),
    "route_stopped": N_("Stopped. The link of “{name}” counts nobody now."),
    "route_resumed": N_("“{name}” counts again."),
    "route_label": N_("Who comes by it gets “{label}” from now on."),
    "route_label_out": N_("“{label}” is not attached any more."),
    "rehearsal_carried": N_(
        "This scenario needs what another system sends along, so it cannot come to you."
        " Please look at its whole walk instead."
    ),
    "rehearsal_no_friend": N_(
        "LINE does not count you as a friend of this account. Please add it as a friend first."
    ),
    "rehearsal_stopped": N_(
        "You have stopped messages for yourself. Please resume them in the friends’ menu first."
    ),
    "rehearsal_all_stopped": N_("All sending is stopped. A test would not come, either."),
    "rehearsal_no_messages": N_(
        "A test takes up to {most} messages, and {left} are left this month."
    ),
    "nothing_to_rehearse": N_("There is nothing in it that could come to you."),
    "no_rehearsal": N_("The test is over already."),
    "no_trial": N_("The others have got it already, or will not."),
    "trial_goes_on": N_("It goes to the others now, in turn."),
    "trial_held": N_("The others do not enter."),
    "no_such_name": N_("“{text}” is not there. Choose a row, or send its number."),
    "no_such_route_number": N_("Please send the numbers of routes, for example 1 3."),
    "no_route_chosen": N_("No route is chosen yet. Tap one, or send its number."),
    "no_such_route": N_("This route is not there any more."),
    "no_such_pool": N_("There is no coupon “{value}” with codes of their own."),
    "one_of_two": N_("Only one code or a list of codes, and only a day or a number of days."),
    "bad_link": N_("“{value}” leads nowhere. Write an address that begins with https://."),
    "broken_link": N_("“{value}” is no whole address. Please copy it again."),
    "plain_words": N_("Only plain words can stand here, without “{value}”."),
    "label_untracked": N_("Nobody knows who taps this link, so no label can be attached."),
    "only_in_scenarios": N_("Which scenario's step it is has to be said here."),
    "sender_empty": N_("Give the sender a name or an icon."),
    "sender_word": N_("LINE does not allow “{value}” in a sender’s name."),
    "sticker_not_sendable": N_(
        "LINE does not let accounts send this sticker. Choose one that is close."
    ),
    "not_understood": N_("“{text}” could not be read. For example: 10 days, 2 weeks, 90 minutes"),
    "time_not_understood": N_(
        "“{text}” could not be read as a time. For example: 10:00 or 10:00-11:00"
    ),
    "date_not_understood": N_("“{text}” could not be read as a date. For example: 12/24"),
    "number_not_understood": N_("“{text}” could not be read. Send a number, such as 3."),
    "days_not_understood": N_("“{text}” could not be read. For example: Mon Tue Wed"),
    "out_of_range": N_("Send a number from {least} to {most}. It is {actual} now."),
    "past_date": N_("{date} is over. Choose today or later."),
    "not_https": N_("Send an address that begins with https://. Now it is “{value}”."),
    "unknown_variable": N_("{value} cannot be used. These can: {allowed}"),
    "role": N_("Only an owner can do this."),
    "entered": N_("{friend} is in “{name}” now."),
    "not_entered": N_("{friend} cannot enter “{name}” just now."),
    "reply_sent": N_("Sent to {friend} (1 message)."),
    "sender_set": N_("Messages seem to come from “{name}” now."),
    "sender_usual": N_("Messages come from the account again."),
    "walk_over": N_("They are not inside any more."),
    "walk_moved": N_("They have moved on since that card. This is how things are now."),
    "walk_stuck": N_("The step failed or is uncertain. Please decide about that first."),
    "on_its_way": N_("The step is being sent just now. Please look again in a moment."),
    "not_ahead": N_("Send a number from {least} to {most}. {value} is not ahead."),
    "had_already": N_("They have got this step already."),
    "cannot_now": N_("Nothing can be sent to them just now."),
    "not_meant": N_("This step is not for them, so it was not sent."),
    "nothing_left": N_("There is no message of this month, or no code, left."),
    "walk_stopped": N_("“{name}” is stopped for {friend}. They are not told."),
    "walk_stopped_late": N_(
        "“{name}” is stopped for {friend}. They are not told. One message may still arrive."
    ),
    "walks_stopped": N_("Everything is stopped for {friend}. They are not told."),
    "step_skipped": N_("Step {n} is left out."),
    "jumped": N_("Moved to {n}. What lies between is not sent."),
    "jumped_over": N_("Moved to {n}. {first}–{last} are not sent."),
    "jumped_one": N_("Moved to {n}. {first} is not sent."),
    "sent_now": N_("It is on its way (1 message)."),
    "last_owner": N_("The last owner cannot be removed. Make somebody else an owner first."),
    "role_changed": N_("{name} is your {role} now."),
    "member_removed": N_("{name} was removed."),
    "no_such_member": N_("They are no member any more."),
    "invite_revoked": N_("The invitation is withdrawn."),
    "no_such_invite": N_("The invitation was used, or is over."),
    "command_word": N_("“{word}” is a command word."),
    "broken": N_("This did not work. What you wrote is kept. Please tap once more. ({number})"),
    "gone": N_("“{name}” is not there any more."),
    "empty": N_("There is nothing in it. Please send it again."),
    "bad_text": N_("It holds characters that are not text. Please type it again."),
    # names and starts
    "same_name": N_("There is one of this name already, so it is called “{name}” now."),
    "name_taken": N_("There is one of this name already. Please send another name."),
    "renamed": N_("The name is now “{name}”."),
    "keyword_is_stop_word": N_("“{word}” is what friends send to stop, so it cannot be used."),
    "keyword_in_use": N_("“{word}” is also used in “{scenario}”. It will start both."),
    "too_many_keywords": N_("At most {limit} keywords. These are {actual} now."),
    "too_many_starts": N_("At most {limit} starts."),
    "start_added": N_("The start is added."),
    "start_removed": N_("The start is removed."),
    "start_for_newcomers": N_("A change of the start is for newcomers only."),
    # steps and waits
    "one_of_many": N_("Choose one of these steps."),
    "step_added": N_("Step {number} is added."),
    "step_copied": N_("Copied. This is step {number}."),
    "step_moved": N_("Moved. It is step {number} now."),
    "step_deleted": N_("Step {number} is deleted."),
    "too_many_steps": N_("At most {limit} steps."),
    "too_many_messages": N_("At most {limit} messages a step. This one was left out."),
    "message_removed": N_("Message {number} is removed."),
    "message_replaced": N_("Message {number} is replaced."),
    "wait_too_long": N_("A wait can be at most {limit} days."),
    "window_order": N_("The end has to be later than the start (now {start}–{end})."),
    "night_wait": N_("It is sent in the morning, once the quiet hours are over."),
    "example": N_("For example: to a friend added {added}, it comes {arrives}."),
    "at_once_answer": N_("It comes as soon as they enter, at night, too."),
    "at_once_entering": N_("It comes as soon as they enter; at night, in the morning."),
    "at_once_after": N_("It comes right after the step before."),
    # running
    "draft_changed": N_("{by} has changed this meanwhile. Here is how it is now."),
    "draft_taken": N_("{by} is editing this now. Your changes were saved up to here."),
    "discarded": N_("The changes are discarded."),
    "already_running": N_("It is running already."),
    "not_running": N_("It is not running now."),
    "not_ready": N_("Something has to be fixed before it can start."),
    "still_running": N_("Pause or end it first, then it can be deleted."),
    "add_to_draft": N_("It has not started yet. Start it, then people can be added."),
    "add_to_ended": N_("It has ended, so nobody can be added. Duplicate it to use it again."),
    "sent_once": N_("It goes to those chosen with it, once. Duplicate it to send it again."),
    "within_a_year": N_("Choose a time within a year."),
    "time_is_over": N_("That time has gone by. Choose another one."),
    "nothing_to_call_off": N_("It is on its way already, or was called off before."),
    "called_off": N_("It was called off. It is a draft again."),
    "nobody_meant": N_("This label or group is not there any more. Choose another one."),
    "closed_to_newcomers": N_("It is closed to newcomers. Open it again, then add people."),
    "outside_period": N_("Today is outside its period. Change the period, then add people."),
    "open_again": N_("It takes newcomers again."),
    "nobody_picked": N_("Nobody is picked yet. Tap a friend, or send their number."),
    "nothing_changed": N_("There are no changes to publish."),
    "no_such_version": N_("Version {version} cannot be read any more."),
    "other_version": N_("Version {version} has been published meanwhile. Look at it first."),
    "paused": N_("Paused."),
    "resumed": N_("Resumed."),
    "no_such_scenario": N_("This scenario is not there any more."),
    "no_such_step": N_("This step is not there any more."),
    "no_such_message": N_("This message is not there any more."),
    "no_such_template": N_("There is no template “{value}”. Possible are {allowed}."),
    "no_such_friend": N_("This friend is not there any more."),
    "no_such_batch": N_("This has been dealt with already."),
    "surely_failed": N_("It surely did not arrive, so it cannot be counted as sent."),
    "no_such_group": N_("This group is not there any more."),
    "cannot_undo": N_("It is too late to undo this."),
    # staff, settings, checking
    "group_linked": N_("“{name}” gets the notices now."),
    "word_too_long": N_("A word has at most {limit} characters. This one has {actual}."),
    "too_many_words": N_("There can be at most {limit} words."),
    "notice_cap_set": N_("Notices take at most {n} messages a month."),
    "notice_cap_too_high": N_("At most {limit} a month. {actual} is more."),
    "too_many_times": N_("At most {limit} times a day. There are {actual}."),
    "group_unlinked": N_("“{name}” gets no notices any more."),
    "quiet_set": N_("Nothing is sent from {start} to {end}."),
    "quiet_off": N_("There are no quiet hours now."),
    "taken_over": N_("Now people answer. The scenarios wait until you hand back."),
    "handed_back": N_("Handed back. Scenarios go on; what is overdue comes one at a time."),
    "label_attached": N_("“{label}” is attached."),
    "label_detached": N_("“{label}” is taken out."),
    "file_is_a_workbook": N_("An Excel file cannot be read. Save it as CSV and send that."),
    "file_too_big": N_("The file is too big. Send one of at most {limit} MB."),
    "file_not_text": N_("This file is no text that can be read. Save it as CSV in UTF-8."),
    "no_codes": N_("There is no code in the file that can be used."),
    "codes_read": N_("{n} codes were taken."),
    "codes_known": N_("{n} codes were taken; {known} were there already."),
    "codes_left_out": N_(
        "{n} codes were taken; {known} were there already. Left out: {twice} that stand twice, "
        "{wrong} that are too long or cannot be read (lines {lines})."
    ),
    "coupon_closed": N_("Nobody can use it any more. It can be opened again."),
    "coupon_reopened": N_("It can be used again."),
    "coupon_in_use": N_("“{value}” sends it. Take it out there first."),
    "coupon_given": N_(
        "Friends have “{value}” already, so what it gives cannot change. Make another coupon."
    ),
    "coupon_changed": N_("Changed."),
    "use_undone": N_("The use is taken back. {friend} can use it again."),
    "no_such_coupon": N_("This coupon is not there any more."),
    "day_is_over": N_("{value} is over. Choose today or later."),
    "group_deleted": N_("The group “{name}” is deleted."),
    "group_in_use": N_("“{value}” and others use it. Take it out there first."),
    "day_to_come": N_("{day} is still to come. Send the day of birth, such as 1990/4/1."),
    "field_set": N_("“{name}” is noted."),
    "field_cleared": N_("“{name}” is taken off."),
    "no_such_label": N_("This label is not there any more."),
    "label_deleted": N_("The label “{name}” is deleted."),
    "label_in_use": N_("“{value}” and others use it. Take it out there first."),
    "tagged_give": N_("{n} got “{label}”."),
    "tagged_give_and_on": N_("{n} got “{label}” by now. The others follow by themselves."),
    "tagged_take": N_("“{label}” was taken from {n}."),
    "tagged_take_and_on": N_("“{label}” was taken from {n} by now. The others follow."),
    "file_give": N_("{n} got “{label}”. {rest} had it before."),
    "file_give_some": N_(
        "{n} got “{label}”. {rest} had it before. Not found, and passed over: lines {lines}."
    ),
    "file_take": N_("“{label}” was taken from {n}. {rest} did not have it."),
    "file_take_some": N_(
        "“{label}” was taken from {n}. {rest} did not have it. "
        "Not found, and passed over: lines {lines}."
    ),
    "nobody_in_file": N_(
        "None of the lines is a friend of this account. "
        "Put LINE’s user ID or the shop’s own ID first in each line."
    ),
    "group_of_itself": N_("This rule would speak of the group “{value}” itself."),
    "name_in_use": N_("There is one called “{value}” already. Please send another name."),
    "rule_is_full": N_("A rule has at most {limit} parts. Save some of them as a group."),
    "since_not_understood": N_(
        "“{text}” could not be read. For example: 1 day or more, within 3 days"
    ),
    "bounds_not_understood": N_("“{text}” could not be read. For example: 25-44, under 25, 45+"),
    "key_revoked": N_("The key “{name}” opens nothing any more."),
    "no_such_key": N_("This key is not there any more."),
    "cap_set": N_("At most {n} a day from now on. What is more waits for the next day."),
    "cap_off": N_("Any number a day from now on."),
    "zone_set": N_(
        "The time zone is {city} now; it is {time} there. Those who wait get their steps by it."
    ),
    "kept_set": N_("{number} messages a month are kept now."),
    "kept_none": N_("None are kept now."),
    "kept_usual": N_("As many are kept as notices may need."),
    "kept_too_many": N_("At most {limit} can be kept: half of the plan. You sent {actual}."),
    "usual_words": N_("The usual words again."),
    "seen_as_friend": N_(
        "Your menu shows now what friends see. “Back to admin” at its right end takes you back."
    ),
    "language_set": N_("The language is changed."),
    "sent_again": N_("It is being sent again. People: {people}."),
    "sent_again_later": N_(
        "It is being sent again. People: {people}, of whom {later} get it once nothing holds it."
    ),
    "skipped": N_("Skipped. People who go on with the next step: {people}."),
    "counted_as_sent": N_("Counted as sent. People: {people}."),
    "given_up": N_("It ends here for them. People: {people}."),
    "lane_tried": N_("It is being tried again."),
    "lane_works": N_("This works again, or nobody waits there any more."),
    "notices_again": N_("They are being sent again. Notices: {number}."),
    "notices_dismissed": N_("Cleared. Notices: {number}."),
    "parked_retried": N_("They are being tried again."),
    "parked_dismissed": N_("Cleared. They will not be tried again."),
    "copied_hint": N_("Press the text for a while to copy it."),
    # documents
    "unknown_key": N_("“{key}” is not known here."),
    "unknown_value": N_("“{value}” is not possible here."),
    "missing": N_("“{key}” is missing. Please add it."),
    "wrong_type": N_("Another kind of value is needed here."),
    "not_a_number": N_("“{value}” is not a whole number. For example: 3"),
    "too_many": N_("At most {limit} are possible. There are {actual} now."),
    "document_too_big": N_("The scenario has become too big. Please split it in two."),
    "bad_id": N_("“{value}” cannot be the id of a step."),
    "reply_not_first": N_(
        "Only a first step sent right away can go as a reply. Leave “by” out here."
    ),
    "reserved_id": N_("“{value}” has another meaning and cannot be the id of a step."),
    "duplicate_id": N_("The id “{value}” is used twice."),
    "bad_language": N_("“{value}” is not a language. For example: ja"),
    "no_unit": N_("Please say how long, such as 3 days."),
    "one_unit": N_("Please give one length only, such as 3 days."),
    "bad_time": N_("“{value}” is not a time. For example: 10:00 or 10:00-11:00"),
    "bad_moment": N_("“{value}” is not a date and time. For example: 2026-12-01T20:30"),
    "attribute_not_settable": N_(
        "This cannot be written: LINE tells it, or it follows from a birthday."
    ),
    "no_open_scenario": N_("No scenario “{value}” is running or paused."),
    "needs_event": N_("People enter it only by an event of your own systems."),
    "bad_carried": N_("“{value}” is no name of a value."),
    "not_carried": N_("No start of this scenario brings “{value}”."),
    "field_or_data": N_("Please choose a field or a value of the event."),
    "not_a_list": N_("“{value}” is no list."),
    "bad_value": N_("“{value}” is no single value."),
    "bad_pair": N_("“{value}” could not be read. Write it as NAME=VALUE."),
    "bad_date": N_("“{value}” is not a date. For example: 2026-12-24"),
    "period_order": N_("The end has to be later than the start."),
    "bad_day": N_("“{value}” is not a day of the month. Send 1 to 31, or “last”."),
    "keyword_form": N_("A keyword is matched in one way only."),
    "branch_alone": N_(
        "A step either branches or sends something. Put the message in a step of its own."
    ),
    "branches_too_deep": N_(
        "Branches may stand inside each other {limit} deep. Put a part in a scenario of its own."
    ),
    "not_recurring": N_("Choose a time from one to the next, such as 1 month."),
    "condition_too_deep": N_("This condition is nested too deeply. Save a part of it as a group."),
    "one_comparison": N_("Please compare in one way only."),
    "between_form": N_("Please send two values, the smaller one first. For example: 25 44"),
    "bad_bound": N_("“{value}” is neither a number nor a date. For example: 25 or 2026-12-24"),
    "before_or_after": N_("Please choose before or after."),
    "choices_form": N_("Choices belong to questions with buttons only."),
    "choices_alike": N_("Two of the choices are the same. Please change one."),
    "label_of_free": N_("Please send the name of the label."),
    "right_unknown": N_("“{value}” is none of the choices."),
    "into_kind": N_("“{attribute}” cannot be filled in by such a question."),
    "no_age": N_("“{value}” is no age. For example: 25 or 20代"),
    "ask_alone": N_("Please put the question in a step of its own."),
    "awaited_form": N_("Please wait for one thing only."),
    "no_list": N_("“{value}” is no list. Cards are made of a list."),
    "bad_list": N_("“{value}” is no list that comes with an event."),
    "nothing_appended": N_("There are no new steps behind the end."),
    "who_form": N_("Please name a label or a group, not both."),
    "limit_form": N_("Please send only a length and a time of day. For example: 2 days 20:00"),
    "clock_and_time": N_("With a time of day, please count in days."),
    "compare_numbers": N_("Please send a number. For example: 7"),
    "compare_as": N_("“{attribute}” cannot be compared like this."),
    "yaml_syntax": N_("The file could not be read."),
    "duplicate_key": N_("“{key}” is written twice."),
    "too_deep": N_("The file is nested too deeply."),
    "too_many_parts": N_("The file has too many parts."),
    "not_a_document": N_("This is not a scenario."),
}

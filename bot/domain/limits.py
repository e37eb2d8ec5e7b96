"""Every limit in one place: LINE's own, then the scenario document's."""

# LINE: lengths are UTF-16 code units, labels and names count graphemes.
TEXT_UNITS = 5_000
MESSAGES_PER_REQUEST = 5
MULTICAST_RECIPIENTS = 500
QUICK_REPLIES = 13
POSTBACK_DATA = 300
ALT_TEXT_UNITS = 1_500
ADDRESS_LENGTH = 2_000

# The document's own.
DOCUMENT_BYTES = 64 * 1024
STEPS = 100
MESSAGES_PER_STEP = MESSAGES_PER_REQUEST
WAIT_DAYS = 365
STARTS = 5
KEYWORDS = 10
KEYWORD_GRAPHEMES = 30
NAME_GRAPHEMES = 30
TITLE_GRAPHEMES = 30
ID_LENGTH = 40
LANGUAGES = 10

# A YAML file may be wordier than the document it describes; deeper or larger ones are not read.
YAML_BYTES = 2 * DOCUMENT_BYTES
YAML_DEPTH = 30
YAML_NODES = 20_000

# A person's name as LINE gives it, once cleaned.
PERSON_GRAPHEMES = 40
PERSON_UNITS = 80

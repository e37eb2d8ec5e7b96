"""Screens the engine itself leads to; the flows have to declare them."""

HOME = "home.today"
CANCEL = "home.cancel"
"""No screen: the target of every Cancel, which is home with the word that all is kept."""
UNDO = "undo"
"""An act of every card: takes back what its line tells."""
LATE = "answer.late"
WORD = "answer.word"
ROLE = "refused.role"
GONE = "refused.gone"
HELP = "help.card"
ALWAYS = (HOME, LATE, WORD, ROLE, GONE, HELP)
"""Screens the engine itself may show from anywhere."""

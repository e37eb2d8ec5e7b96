"""The owners' conversations: screens are declared, the engine walks them."""

"""Pure rules: the scenario document, its schedule, who may enter. No I/O, no clock."""

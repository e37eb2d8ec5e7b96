"""Every card as a picture, drawn by the simulator's page: `make cards`."""

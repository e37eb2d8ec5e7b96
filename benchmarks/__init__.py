"""What Tobiishi does in a second, beside what people would write instead: `make bench`."""

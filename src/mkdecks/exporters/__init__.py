"""What a Build is written as, one module per output."""

"""What the templates of change management may use."""

"""What a person meets: the screens, the command line and the hosts that run a visit."""

"""What happens without being asked: sealing, readers of the journal, the outbox, the clock."""

"""What visitors do, and what is done with what they send: questions, offers of help, reports, follows."""

"""Open Referral HSDS 3.0, read only: the directory in the words that other directories of help use."""

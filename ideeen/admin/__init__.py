"""Ideas in the admin: their list, what a moderator does with one, and the queue."""

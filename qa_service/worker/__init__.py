"""What works on what waits: the queue's other end, the steps of a job, and recovery from workers that died."""

"""`fittrack workouts`: what is planned."""

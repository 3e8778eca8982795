"""What an account's owner is told of elsewhere: by a webhook, ntfy or Gotify."""

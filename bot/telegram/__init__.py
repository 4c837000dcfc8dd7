"""The edge to Telegram: receive, translate, send."""

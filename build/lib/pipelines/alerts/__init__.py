"""Telling people: what is new or worse since they were last told, over mail, Teams, Slack or a webhook.

What belongs here: who is told what (`alerts.yaml`), what has changed, the outbox, the messages, sending.
What does not: what a conflict is (dbt), what an error weighs (the rules), when all this runs (`automation`).
"""

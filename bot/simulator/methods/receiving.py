"""Receiving updates: long polling and the settings of a webhook."""

from __future__ import annotations

from bot.simulator.errors import broken
from bot.simulator.methods.registry import Call, handles
from bot.simulator.users import JSON


@handles("getUpdates")
async def get_updates(call: Call) -> list[JSON]:
    """Updates that are not confirmed; waits `timeout` seconds for the first one."""
    updates = call.world.updates
    if "allowed_updates" in call.values:
        updates.allowed = call.get("allowed_updates") or None
    return await updates.poll(
        call.get("offset", 0), call.get("limit", 100), float(call.get("timeout", 0))
    )


@handles("setWebhook")
def set_webhook(call: Call) -> bool:
    """Remember a webhook. The simulator never calls it; getUpdates is refused from now on."""
    updates = call.world.updates
    url = call.get("url", "")
    if url and not url.startswith("https://"):
        raise broken("bad webhook: An HTTPS URL must be provided for webhook")
    if call.get("drop_pending_updates"):
        updates.drop()
    if "allowed_updates" in call.values:
        updates.allowed = call.get("allowed_updates") or None
    most = call.get("max_connections", 40)
    updates.webhook = {"url": url, "max_connections": most} if url else None
    call.world.bell.ring()
    return True


@handles("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    """Forget the webhook; getUpdates works again."""
    if call.get("drop_pending_updates"):
        call.world.updates.drop()
    call.world.updates.webhook = None
    return True


@handles("getWebhookInfo")
def get_webhook_info(call: Call) -> JSON:
    """The webhook, if there is one, and how many updates wait."""
    return call.world.updates.webhook_info()

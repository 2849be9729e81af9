"""Answers every message with its own words, each once. The wire is socket.io and JSON; no package of Inkling is needed.

Of what came while it had no connection it answers up to 200 messages of each chat; inkling-client answers all of them.

    apt-get install python3-socketio python3-websocket
    INKLING_URL=https://chat.example.org INKLING_TOKEN=ink_... /usr/bin/python3 echo_bot.py
"""

import os
import queue
import sys
import time
import uuid
from functools import lru_cache

import socketio

url = os.environ.get("INKLING_URL", "http://localhost:3000")
token = os.environ.get("INKLING_TOKEN")
if not token:
    raise SystemExit("Name INKLING_TOKEN, which the settings show when it is made.")
hello = {"protocol": 12, "clientVersion": "echo_bot.py", "token": token}
# None of these ends by itself: a person has to do something.
final_codes = ("unauthenticated", "reauth_required", "origin_rejected", "protocol_unsupported")

client = socketio.Client()
inbox = queue.Queue()
# With a code in it as soon as the server lets this bot in no more.
over = []


class Refused(Exception):
    def __init__(self, error):
        super().__init__(error["message"])
        self.code = error["code"]


def note_end(code):
    over.append(code)
    inbox.put(("end", None))


def end_if_over():
    if over:
        raise SystemExit(f"The server lets this bot in no more: {over[0]}")


def ask(event, payload):
    """Asks until there is an answer: a request may come twice, the second time changes nothing."""
    while True:
        try:
            reply = client.call(event, payload, timeout=30)
        except (socketio.exceptions.TimeoutError, socketio.exceptions.BadNamespaceError):
            end_if_over()
            time.sleep(1)
            continue
        if reply["ok"]:
            return reply["data"]
        error = reply["error"]
        if error["code"] in final_codes:
            note_end(error["code"])
            end_if_over()
        if error["code"] not in ("rate_limited", "unavailable"):
            raise Refused(error)
        time.sleep(error.get("retryAfterMs", 1000) / 1000)


def reply_id(message_id, user_id):
    """The same UUIDv7 whenever the message is answered, so that the server takes the answer once."""
    digest = str(uuid.uuid5(uuid.UUID(message_id), f"{user_id} 0"))
    return f"{message_id[:14]}7{digest[15:]}"


@lru_cache
def is_bot(user_id):
    return any(user["bot"] for user in ask("users.get", {"userIds": [user_id]}))


def answer(message, me):
    if message["senderId"] == me["id"] or is_bot(message["senderId"]) or message["content"] is None:
        return
    sent = {"id": reply_id(message["id"], me["id"]), "chatId": message["chatId"], "replyTo": message["id"]}
    try:
        ask("message.send", {**sent, "content": message["content"]})
    except Refused as refused:
        # It was answered before it was edited. Any other refusal is of this message alone: the next one may be answered.
        if refused.code != "conflict":
            print(f"Message {message['id']} is not answered: {refused}", file=sys.stderr, flush=True)


def catch_up(cursor, me):
    """Answers what came while there was no connection. Answers up to where that was."""
    while True:
        page = ask("sync.initial", {"cursor": cursor})
        chats = [{"chatId": chat["id"], "cursor": cursor} for chat in page["chats"] if not chat["removed"]]
        for first in range(0, len(chats) if cursor else 0, 50):
            for content in ask("chat.content.batch", {"chats": chats[first : first + 50]})["chats"]:
                for message in content.get("messages", []):
                    answer(message, me)
        cursor = page["cursor"]
        if not page["more"]:
            return cursor


def connect():
    try:
        client.connect(url, auth=hello, transports=["websocket"])
    except socketio.exceptions.ConnectionError as error:
        end_if_over()
        raise SystemExit(f"{url} cannot be reached: {error}")


def run():
    connect()
    me = ask("users.me", {})
    print(f"{me['displayName']} listens.", flush=True)
    cursor = None
    while True:
        name, data = inbox.get()
        end_if_over()
        if name == "connect":
            cursor = catch_up(cursor, me)
        elif name == "message.new":
            answer(data, me)


def on_connect_error(error):
    code = error.get("data", {}).get("code") if isinstance(error, dict) else None
    if code in final_codes:
        note_end(code)


client.on("connect", lambda: inbox.put(("connect", None)))
client.on("connect_error", on_connect_error)
client.on("message.new", lambda message: inbox.put(("message.new", message)))
client.on("batch", lambda batch: [inbox.put(tuple(event)) for event in batch["events"]])
client.on("session.ended", lambda data: note_end(data["code"]))

try:
    run()
finally:
    # The threads of socketio would keep the process alive, so that nobody starts it again.
    client.reconnection_attempts = 1
    client.disconnect()

"""A grinder in plain Python and MQTT 3.1.1: python3 grinder.py HOST PORT DEVICE_ID [FOLDER]"""
import json, os, sys, threading, time, uuid
from datetime import datetime, timedelta, timezone
import paho.mqtt.client as mqtt

HOST, PORT, DEV = sys.argv[1], int(sys.argv[2]), sys.argv[3]
LEDGER = os.path.join(sys.argv[4] if len(sys.argv) > 4 else ".", DEV + ".json")
ROOT = f"sdl/v1/d/{DEV}/"
RANGES = {"force_N": ("N", 1, 40), "speed_rpm": ("/min", 10, 150), "duration_s": ("s", 1, 14400)}
SHEET = {"class": "grinder", "vendor": "example", "model": "python", "serial": "1", "simulated": False,
         "protocol": {"maxPayload": 65536, "heartbeat_s": 5, "dedupe_n": 1000, "dedupe_h": 24}, "slots": ["mortar"],
         "actions": {"grind": {"params": {n: {"type": "number", "unit": u, "min": a, "max": b} for n, (u, a, b) in RANGES.items()},
                               "results": {"rotations": {"type": "number", "unit": "1"}}, "recovery": "ATTACHABLE",
                               "cancel": "AT_ONCE", "pause": True, "typical_s": 60, "onControllerLoss": "FINISH"}}}
lock, session, numbers = threading.RLock(), uuid.uuid4().hex, {}
memory = {"epoch": 0, "stopped": False, "orders": {}, "fates": {}}  # fates by command id, oldest first
lease, OPEN = {"holder": "", "until": datetime.fromtimestamp(0, timezone.utc)}, ("ACCEPTED", "RUNNING", "PAUSED")
running, paused, site_stop = None, False, (0, False)
def now(): return datetime.now(timezone.utc)
def iso(t): return t.isoformat(timespec="milliseconds").replace("+00:00", "Z")
def keep():  # on disk before it is said: a crash must not make the device forget
    while len(memory["fates"]) > 2000:
        memory["orders"].pop(next(iter(memory["fates"]))), memory["fates"].pop(next(iter(memory["fates"])))
    with open(LEDGER + ".new", "w") as f: json.dump(memory, f), f.flush(), os.fsync(f.fileno())
    os.replace(LEDGER + ".new", LEDGER)
def say(topic, body, retain=False):
    numbers[topic] = numbers.get(topic, 0) + 1
    head = {"v": "1.0", "dev": DEV, "session": session, "seq": numbers[topic], "ts": iso(now())}
    client.publish(topic, json.dumps(head | body), qos=1, retain=retain)
def state():
    device = "STOPPED" if memory["stopped"] else "HELD" if running and paused else "BUSY" if running else "IDLE"
    fates = list(memory["fates"].values())
    say(ROOT + "state", {"mode": "AUTOMATIC", "device": device, "stop": memory["stopped"], "simulated": False, "slots": {},
        "lease": {"holder": lease["holder"], "epoch": memory["epoch"], "until": iso(lease["until"])}, "alerts": [],
        "active": [f for f in fates if f["state"] in OPEN], "recent": [f for f in fates if f["state"] not in OPEN][-16:]}, True)
def record(order, state_, **more):
    fate = {"commandId": order["commandId"], "state": state_} | more
    fresh = memory["fates"].get(order["commandId"], {}).get("state") != state_
    memory["fates"][order["commandId"]] = fate
    keep() if fresh else None
    say(ROOT + "event", fate)
    state() if fresh else None
    return fate
def refusal(o):
    p = o["params"]
    if now() > datetime.fromisoformat(o["issued"].replace("Z", "+00:00")) + timedelta(seconds=o["ttl_s"]): return "EXPIRED"
    if o["action"] != "grind": return "UNKNOWN_ACTION"
    if set(p) != set(RANGES) or not all(isinstance(p[n], (int, float)) and a <= p[n] <= b for n, (_, a, b) in RANGES.items()): return "BAD_PARAM"
    if memory["stopped"]: return "STOPPED"
    if o["epoch"] < memory["epoch"]: return "STALE_EPOCH"
    if now() > lease["until"] or o["epoch"] > memory["epoch"]: return "NO_LEASE"
    return "BUSY" if running else None
def order(o, reply):
    known = memory["fates"].get(o["commandId"])
    if known:  # looked up before any other check
        if [o["action"], o["params"]] != memory["orders"][o["commandId"]]: return reply({"state": "REJECTED", "code": "ID_REUSED", "text": "other content"})
        say(ROOT + "event", known)
        return reply(known)
    code = refusal(o)
    if o.get("dryRun"): return reply({"state": "REJECTED", "code": code, "text": code} if code else {"state": "ACCEPTED"})
    memory["orders"][o["commandId"]] = [o["action"], o["params"]]
    reply(record(o, "REJECTED", code=code, text=code) if code else record(o, "ACCEPTED"))
    if not code: threading.Thread(target=grind, args=(o,), daemon=True).start()
    globals().update(running=running if code else o, paused=paused and bool(code))
def grind(o):  # here a real grinder would move its arm
    done, seconds = 0.0, o["params"]["duration_s"]
    while True:
        with lock:
            if running is not o: return
            if done >= seconds: return finish("SUCCEEDED", result={"rotations": round(o["params"]["speed_rpm"] * seconds / 60)})
            if paused: record(o, "PAUSED", progress=done / seconds) if memory["fates"][o["commandId"]]["state"] != "PAUSED" else None
            else: record(o, "RUNNING", sub="GRINDING", progress=done / seconds, remaining_s=seconds - done)
        time.sleep(0.2)
        done += 0 if paused else 0.2
def finish(state_, **more):
    o = running
    globals().update(running=None)
    record(o, state_, **more)
def stop():
    memory["stopped"], memory["epoch"], lease["until"] = True, memory["epoch"] + 1, datetime.fromtimestamp(0, timezone.utc)
    keep()
    if running: finish("ABORTED", reason="stop")
def instant(m):
    op, mine, held = m["op"], m.get("holder") == lease["holder"], m.get("epoch") == memory["epoch"] and now() < lease["until"]
    if op == "lease" and (mine or m.get("force") or now() > lease["until"]) and (m["want"] > memory["epoch"] or mine and now() < lease["until"] and m["want"] == memory["epoch"]):
        memory["epoch"] = m["want"]
        keep(), lease.update(holder=m["holder"], until=now() + timedelta(seconds=m["ttl_s"]))
    elif op == "query" and m.get("commandId") in memory["fates"]: say(ROOT + "event", memory["fates"][m["commandId"]])
    elif op == "cancel" and held and running and m["commandId"] == running["commandId"]: finish("CANCELED")
    elif op == "pause" or op == "resume" and held: globals().update(paused=bool(running) and op == "pause")
    elif op == "stop": stop()
    elif op == "clear" and not site_stop[1]: memory["stopped"] = False; keep()
    state()
def heard(_, __, message):
    with lock:
        try:
            m = json.loads(message.payload) if len(message.payload) <= SHEET["protocol"]["maxPayload"] else {}
            if not m["v"].startswith("1."): return
            if message.topic == ROOT + "cmd":
                reply = lambda fate: say(m["reply"], {"commandId": m["commandId"]} | fate) if "reply" in m else None
                try: str(uuid.UUID(m["commandId"])), order(m, reply)
                except (KeyError, TypeError, AttributeError): reply({"state": "REJECTED", "code": "BAD_SCHEMA", "text": "incomplete"})
            elif message.topic == ROOT + "instant": instant(m)
            elif m["epoch"] >= site_stop[0]:
                globals().update(site_stop=(m["epoch"], m["engaged"]))
                if m["engaged"]: stop(), state()
        except (ValueError, KeyError, TypeError, AttributeError) as e: print("ignored:", message.topic, repr(e))
def connected(*_):
    with lock:
        client.subscribe([(ROOT + "cmd", 1), (ROOT + "instant", 1), ("sdl/v1/site/stop", 1)])
        say(ROOT + "factsheet", SHEET, True), say(ROOT + "connection", {"state": "ONLINE"}, True), state()
memory = json.load(open(LEDGER)) if os.path.exists(LEDGER) else memory
client = mqtt.Client(client_id="device-" + DEV, clean_session=False, protocol=mqtt.MQTTv311)
client.will_set(ROOT + "connection", json.dumps({"v": "1.0", "dev": DEV, "session": session, "seq": 0, "ts": iso(now()), "state": "LOST"}), 1, True)
client.on_connect, client.on_message = connected, heard
for fate in [f for f in memory["fates"].values() if f["state"] in OPEN]:  # what ran when the power went is over
    memory["fates"][fate["commandId"]] = {"commandId": fate["commandId"], "state": "INTERRUPTED", "started": fate["state"] != "ACCEPTED"}
keep(), client.connect(HOST, PORT, keepalive=10), client.loop_start()
while not time.sleep(SHEET["protocol"]["heartbeat_s"]):
    with lock: state()

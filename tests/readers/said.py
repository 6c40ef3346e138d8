"""Answers of old, statements, passkeys, and in whose hand each of them is (FORMAT.md §7, §8)."""

import json
import re
from datetime import date
from hashlib import sha256
from sys import setrecursionlimit

from sealed import is_digest, is_id, is_key, is_seconds, listed, members, point, read_token, salted, signed_by, thumbprint
from p256 import high, signed
from text import Refused, digest, is_base64, need, pack, unbase64, unpack, units

ANSWERS = ("yes", "yes-but", "no", "seen", "thinking", "withdraws")
OLD = "version traject person answer at until how witness nonce _sd _sd_alg"
STATEMENT = "version traject person act at how witness aloud nonce assertion _sd _sd_alg"
ACTS = {  # its open members, its hidden members
    "answer": ("answer until", "words target mark"),
    "help": ("given", "words"),
    "sees": ("given", "words reader shows"),
    "key": ("of thumbprint", "words"),
    "annex": ("", "words"),
    "erased": ("digests", "words"),
}
SEALING = ("nonce", "assertion", "_sd", "_sd_alg")
LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
MARK = re.compile("M[MLHVCSQTZmlhvcsqtz0-9 .,-]+")
ORIGIN = re.compile("https?://([a-z0-9.-]+)(:[0-9]+)?")


def answer(token, disclosures):
    """§7, in the order it says."""
    small(token, disclosures, "answer-too-large")
    header, payload = opened(token, "answer")
    need(members(payload, OLD), "answer-form")
    need(about(payload) and is_answer(payload), "answer-form")
    need(payload["how"] in ("device", "tablet", "spoken", "house"), "answer-form")
    need(payload["witness"] is None or is_id(payload["witness"]), "answer-form")
    need(sealing(payload, 2), "answer-form")
    return said(token, header, payload, hidden(disclosures, payload["_sd"], ("words", "target")))


def statement(token, disclosures):
    """§8, in the order it says."""
    small(token, disclosures, "statement-too-large")
    header, payload = opened(token, "statement")
    need(isinstance(payload, dict) and payload.get("act") in ACTS, "statement-form")
    own, hides = ACTS[payload["act"]]
    need(members(payload, f"{STATEMENT} {own}"), "statement-form")
    need(about(payload) and way(payload) and aloud(payload), "statement-form")
    need(OWN[payload["act"]](payload), "statement-form")
    need(sealing(payload, len(hides.split())), "statement-form")
    key, origin = passkey(payload) if payload["how"] == "passkey" else nothing(payload["assertion"])
    found = said(token, header, payload, hidden(disclosures, payload["_sd"], hides.split()))
    return {**found, "passkey": key, "origin": origin}


def small(token, disclosures, code):
    need(sum(len(units(text)) // 2 for text in [token, *disclosures]) <= 64_000, code)


def opened(token, kind):
    header, packed = read_token(token, f"rondetafel-{kind}+sd-jwt", "jwk")
    need(is_key(header["jwk"]), "key-form")
    signed_by(header["jwk"], token)
    return header, unpack(packed)


def said(token, header, payload, disclosed):
    fields = {name: value for name, value in payload.items() if name not in SEALING}
    return {"digest": digest(token), "fields": fields, "hidden": disclosed, "signer": thumbprint(header["jwk"])}


def about(payload):
    return is_digest(payload["version"]) and is_id(payload["traject"]) and is_id(payload["person"]) and is_seconds(payload["at"])


def sealing(payload, count):
    digests = payload["_sd"]
    if not is_base64(payload["nonce"], 16) or payload["_sd_alg"] != "sha-256":
        return False
    return isinstance(digests, list) and len(digests) == count and ascending(digests)


def ascending(digests):
    """In the order of their letters, none twice."""
    return isinstance(digests, list) and all(map(is_digest, digests)) and digests == sorted(set(digests))


def is_answer(payload):
    until = payload["until"]
    if payload["answer"] not in ANSWERS:
        return False
    return until is None or payload["answer"] == "thinking" and is_day(until)


def is_day(text):
    if not isinstance(text, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        year, month, day = map(int, text.split("-"))
        return bool(date(year or 2000, month, day))  # the year 0 has the days of 2000; Python has no year 0
    except ValueError:
        return False


def way(payload):
    """`how` and `witness`."""
    how, witness = payload["how"], payload["witness"]
    seen = is_id(witness) and witness != payload["person"]
    if how in ("device", "passkey"):
        return witness is None
    return seen if how in ("tablet", "spoken") else how in ("paper", "house") and (seen or witness is None)


def aloud(payload):
    value = payload["aloud"]
    if value is None:
        return True
    if not members(value, "language by") or not isinstance(value["language"], str):
        return False
    return LANGUAGE.fullmatch(value["language"]) is not None and is_id(value["by"]) and value["by"] != payload["person"]


def is_given(payload):
    return isinstance(payload["given"], bool)


def is_joining(payload):
    if payload["how"] != "house" or payload["witness"] is None:
        return False
    return payload["of"] in ("device", "passkey") and is_digest(payload["thumbprint"])


def is_erasure(payload):
    return payload["how"] == "house" and ascending(payload["digests"]) and len(payload["digests"]) > 0


OWN = {"answer": is_answer, "help": is_given, "sees": is_given, "key": is_joining, "annex": lambda _: True, "erased": is_erasure}


def is_mark(value):
    return value is None or isinstance(value, str) and len(value) <= 16_000 and MARK.fullmatch(value) is not None


def is_string(value):
    return isinstance(value, str)


HIDDEN = {
    "words": is_string,
    "target": lambda value: value is None or is_string(value),
    "mark": is_mark,
    "reader": is_string,
    "shows": ascending,
}


def hidden(disclosures, digests, names):
    """Name and value of each that is disclosed."""
    listed(disclosures, digests)
    found = {}
    for each in disclosures:
        name, value = salted(each, 3)
        need(is_string(name) and name in names and name not in found and HIDDEN[name](value), "disclosure-form")
        found[name] = value
    return found


def nothing(assertion):
    need(assertion is None, "assertion-wrong")
    return None, None


def passkey(payload):
    """§8: the four things a checker holds. Gives the thumbprint of the passkey and the origin it signed for."""
    made, code = payload["assertion"], "assertion-wrong"
    need(members(made, "key authenticatorData clientDataJSON signature") and is_key(made["key"]), code)
    need(is_base64(made["signature"], 64), code)
    by_authenticator, by_browser = (bounded(made[name], code) for name in ("authenticatorData", "clientDataJSON"))
    client = any_json(by_browser, code)
    challenge = digest("rondetafel-statement+sd-jwt." + pack({**payload, "assertion": None}))
    need(client.get("type") == "webauthn.get" and client.get("challenge") == challenge, code)
    need(client.get("crossOrigin", False) is False and isinstance(client.get("origin"), str), code)
    origin = ORIGIN.fullmatch(client["origin"])
    need(origin and by_authenticator[:32] == sha256(origin[1].encode("ascii")).digest(), code)
    need(len(by_authenticator) >= 37, code)
    flags = by_authenticator[32]
    need(flags & 1 and flags & 4 and (len(by_authenticator) == 37 or flags & 0b11000000), code)
    raw = unbase64(made["signature"])
    need(signed(point(made["key"]), by_authenticator + sha256(by_browser).digest(), raw) and not high(raw), code)
    return thumbprint(made["key"]), client["origin"]


def bounded(text, code):
    need(isinstance(text, str), code)
    raw = unbase64(text, code)
    need(len(raw) <= 4096, code)
    return raw


def any_json(raw, code):
    setrecursionlimit(10_000)  # 4096 bytes may lie nearly so deep
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=not_json)
    except ValueError:
        raise Refused(code) from None
    need(isinstance(value, dict), code)
    return value


def not_json(word):
    raise ValueError(word)


def hand(said, house, version, joined):
    """Whose it is, by what the version names and the keys that joined: device, passkey, house or unnamed; None where it
    counts nowhere.
    """
    fields = said["fields"]
    person, how = fields["person"], fields["how"]
    by_house = said["signer"] in [thumbprint(key) for key in house]
    if how == "device":
        named = device(version["parts"], person)
        mine = said["signer"] == named or "act" in fields and (person, "device", said["signer"]) in joined
        return None if by_house else "device" if mine else None if named else "unnamed"
    if how == "passkey":
        mine = (person, "passkey", said["passkey"]) in joined and said["origin"] == version["claims"]["iss"]
        return "passkey" if by_house and mine else None
    return "house" if by_house else None


def device(parts, person):
    """§12, §15: by the first part that names this person's device, in either of the two ways that plans have."""
    for part in (each["part"] for each in parts if isinstance(each["part"], dict)):
        name = part.get("key") if (part.get("part"), part.get("id")) == ("person", person) else None
        name = part.get("device") if part.get("person") == person else name
        if isinstance(name, str):
            return name
    return None

"""Keys, tokens, disclosures, and copies of versions and annexes (FORMAT.md §2 to §6, §9)."""

import re

from p256 import high, on_curve, signed
from text import digest, is_base64, need, unbase64, unpack, units, write_json

VERSION = {"iss", "iat", "jti", "traject", "no", "prev", "parts", "_sd_alg"}
ANNEX = VERSION - {"no", "prev"} | {"of"}
LENGTHS = (256, 512, 1024, 2048, 4096)


def members(value, names):
    return isinstance(value, dict) and set(value) == set(names.split())


def is_number(value, low, high):
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def is_seconds(value):
    return is_number(value, 0, 253402300799)


def seconds_or_null(value):
    return value is None or is_seconds(value)


def is_digest(value):
    return is_base64(value, 32)


def is_id(value):
    return isinstance(value, str) and re.fullmatch("[a-z2-7]{26}", value) is not None


def is_key(jwk):
    """§2."""
    if not members(jwk, "crv kty x y") or (jwk["crv"], jwk["kty"]) != ("P-256", "EC"):
        return False
    return is_base64(jwk["x"], 32) and is_base64(jwk["y"], 32) and on_curve(point(jwk))


def point(jwk):
    return tuple(int.from_bytes(unbase64(jwk[name]), "big") for name in "xy")


def thumbprint(jwk):
    return digest(write_json(jwk))


def read_token(token, typ, key):
    """§3: the header, and the letters of the payload as yet unread. `key` is the header member that names or carries it."""
    pieces = token.split(".")
    need(len(pieces) == 3, "token-form")
    raw = [unbase64(piece, "token-form") for piece in pieces]
    need(len(raw[2]) == 64, "token-form")
    header = unpack(pieces[0])
    need(isinstance(header, dict), "header-form")
    need(header.get("alg") == "ES256", "header-alg")
    need(header.get("typ") == typ, "header-typ")
    need(members(header, f"alg typ {key}"), "header-form")
    need(key == "jwk" or is_digest(header["kid"]), "header-form")
    return header, pieces[1]


def signed_by(jwk, token):
    """§2, §3: the ASCII letters before the second dot; then that s is the low one."""
    letters, _, signature = token.rpartition(".")
    raw = unbase64(signature)
    need(signed(point(jwk), letters.encode("ascii"), raw), "signature-wrong")
    need(not high(raw), "signature-high-s")


def listed(disclosures, digests):
    """§6.7: no disclosure twice, and each one's digest in the token."""
    need(len(set(disclosures)) == len(disclosures), "disclosure-twice")
    for each in disclosures:
        need(digest(each) in digests, "disclosure-unknown")


def salted(disclosure, length):
    """§4: its list without the salt."""
    value = unpack(disclosure)
    need(isinstance(value, list) and len(value) == length and is_base64(value[0], 16), "disclosure-form")
    return value[1:]


def check_copy(copy, kind, trusted, carried):
    """§6, in its order; an annex by §9. `trusted` are pairs of a key and its trust."""
    need(len(units(copy)) // 2 <= 2_000_000, "copy-too-large")
    token, *disclosures = copy.split("~")
    need(token and disclosures and disclosures.pop() == "" and all(disclosures), "copy-form")
    need(len(disclosures) <= 4096, "too-many-parts")
    need(disclosures == sorted(disclosures), "copy-order")
    header, packed = read_token(token, f"rondetafel-{kind}+sd-jwt", "kid")
    found = [(key, trust) for key, trust in trusted + [(key, "unknown") for key in carried] if thumbprint(key) == header["kid"]]
    need(found, "key-missing")
    key, issuer = found[0]
    signed_by(key, token)
    claims, digests = read_claims(unpack(packed), kind)
    listed(disclosures, digests)
    parts = [read_part(each) for each in disclosures]
    need(len({part["o"] for part in parts}) == len(parts), "part-form")
    parts.sort(key=lambda part: part["o"])
    return {"issuer": issuer, "digest": digest(token), "claims": claims, "parts": parts, "key": key}


def read_claims(payload, kind):
    """§5: the claims without the list, and the list."""
    need(isinstance(payload, dict) and set(payload) == (VERSION if kind == "version" else ANNEX), "claims-form")
    iss = payload["iss"]
    need(isinstance(iss, str) and 1 <= len(units(iss)) // 2 <= 200, "claims-form")
    need(is_seconds(payload["iat"]) and is_id(payload["jti"]) and is_id(payload["traject"]), "claims-form")
    if kind == "version":
        need(is_number(payload["no"], 1, 2**53 - 1), "claims-form")
        need(payload["prev"] is None or is_digest(payload["prev"]), "claims-form")
    else:
        need(is_digest(payload["of"]), "claims-form")
    need(payload["_sd_alg"] == "sha-256", "sd-alg")
    parts = payload["parts"]
    need(isinstance(parts, list) and len(parts) in LENGTHS, "list-form")
    need(all(members(each, "...") and is_digest(each["..."]) for each in parts), "list-form")
    digests = {each["..."] for each in parts}
    need(len(digests) == len(parts), "digest-twice")
    return {name: value for name, value in payload.items() if name not in ("parts", "_sd_alg")}, digests


def read_part(disclosure):
    (value,) = salted(disclosure, 2)
    need(members(value, "o part") and is_number(value["o"], 1, 2**48 - 1), "part-form")
    return value

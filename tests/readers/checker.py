"""A checker of what a house sealed, written from src/lib/seal/FORMAT.md and its vectors alone, to find out whether that
page is enough. It shares no line with the checker in this project and may not come to: what it needs to know and the
page does not say is a fault of the page. Standard library only.

Reads a JSON list of cases on stdin and writes a JSON list of outcomes. A case has `of` (copy, annex, answer, statement
or file), `house` and `pinned` (keys the checker trusts), and what is read: `copy` and `carried` (a key or null), or
`token`, `disclosures` and `beside` (the copy it speaks of, or null), or `text`. An outcome is `{"no": code}` (§16), or:

    copy, annex        issuer, digest, words, claims, parts (in their order)
    answer, statement  digest, fields, hidden (name -> value of what is disclosed), by (§7, §8; null: nobody's)
    file               copy, annexes, answers, statements, state
"""

import json
import sys

from said import answer, hand, statement
from sealed import check_copy, is_digest, is_key, is_seconds, members, read_token, seconds_or_null, signed_by, thumbprint
from text import Refused, need, read_json, six_words, units, unpack

FORMATS = {
    "rondetafel-copy/1": {"format", "key", "copy", "answers", "saved"},
    "rondetafel-copy/2": {"format", "keys", "copy", "annexes", "answers", "statements", "state", "saved"},
}
AROUND = "\t\n\v\f\r \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"
STATES = ("presented", "in-force", "superseded", "withdrawn")


def check_file(text, trusted):
    """§12, in the order of its list."""
    file, keys = read_file(text)
    known = trusted + [(key["jwk"], trust) for key, trust in zip(keys, trust_down(keys, trusted)) if trust]
    copy = check_copy(file["copy"], "version", known, [key["jwk"] for key in keys])
    signer = thumbprint(copy["key"])
    listed = [thumbprint(key["jwk"]) for key in keys]
    need(signer in listed, "file-key")

    house = handed_on(keys, listed.index(signer))
    if copy["issuer"] == "house":
        house += [key for key, trust in known if trust == "house"]
    state = check_state(file["state"], house, copy["digest"]) if "state" in file else None
    annexes = [check_annex(annex, house, copy) for annex in file.get("annexes", [])]
    tokens = [annex["digest"] for annex in annexes]
    need(len(set(tokens)) == len(tokens), "annex-twice")

    statements = [check_statement(one) for one in file.get("statements", [])]
    answers = [check_answer(one, file["format"]) for one in file["answers"]]
    place(statements + answers, copy, tokens)
    hands(statements + answers, house, copy)
    need(all(said["by"] for said in statements + answers), "answer-signer")
    return {"copy": copy, "annexes": annexes, "answers": answers, "statements": statements, "state": state}


def read_file(text):
    """The file's members, and its keys as §10 has them: a /1 has one, which nobody handed on."""
    need(len(units(text)) // 2 <= 6_000_000, "file-too-large")
    file = read_json(text.strip(AROUND), "file-text")
    need(isinstance(file, dict) and file.get("format") in FORMATS, "file-format")
    need(set(file) == FORMATS[file["format"]], "file-form" if file["format"].endswith("/1") else "file-format")
    for name, most in (("answers", 1024), ("statements", 1024), ("annexes", 64)):
        need(name not in file or isinstance(file[name], list), "file-form")
        need(len(file.get(name, [])) <= most, "file-too-large")
    for one in file["answers"] + file.get("statements", []):
        need(members(one, "token disclosures") and isinstance(one["token"], str), "file-form")
        need(isinstance(one["disclosures"], list), "file-form")
        need(all(isinstance(each, str) for each in one["disclosures"]), "file-form")
    need(all(isinstance(one, str) for one in [file["copy"], file.get("state", ""), *file.get("annexes", [])]), "file-form")
    need(is_seconds(file["saved"]), "file-form")
    if "key" in file:
        need(is_key(file["key"]), "file-form")
        return file, [{"jwk": file["key"], "handed": None}]
    return file, read_keys(file["keys"])


def read_keys(keys):
    """§10: oldest first."""
    need(isinstance(keys, list) and 1 <= len(keys) <= 64, "keys-form")
    for key in keys:
        need(members(key, "jwk from until handed") and is_key(key["jwk"]), "keys-form")
        need(is_seconds(key["from"]) and seconds_or_null(key["until"]), "keys-form")
        need(key["until"] is None or key["until"] >= key["from"], "keys-form")
        need(key["handed"] is None or isinstance(key["handed"], str), "keys-form")
    prints = [thumbprint(key["jwk"]) for key in keys]
    need(len(set(prints)) == len(prints), "keys-form")
    need(keys[0]["handed"] is None, "keys-handed")
    for above, key in zip(keys, keys[1:]):
        need(key["from"] >= above["from"], "keys-form")
        if key["handed"] is not None:
            need(above["until"] == key["from"] and was_handed(above["jwk"], key), "keys-handed")
    return keys


def was_handed(above, key):
    try:
        header, packed = read_token(key["handed"], "rondetafel-key+jwt", "kid")
        signed_by(above, key["handed"])
        return header["kid"] == thumbprint(above) and unpack(packed) == {"at": key["from"], "jwk": key["jwk"]}
    except Refused:
        return False


def trust_down(keys, trusted):
    """§10: what the checker has itself, else what the key above has that handed on to it."""
    own, trusts = [(thumbprint(key), trust) for key, trust in trusted], []
    for key in keys:
        above = trusts[-1] if trusts and key["handed"] is not None else None
        mine = [trust for print_, trust in own if print_ == thumbprint(key["jwk"])]
        trusts.append(mine[0] if mine else above)
    return trusts


def handed_on(keys, first):
    """The key at this place and those it handed on to, down to the first break."""
    found = [keys[first]["jwk"]]
    for key in keys[first + 1 :]:
        if key["handed"] is None:
            break
        found.append(key["jwk"])
    return found


def check_state(token, house, version):
    """§11."""
    header, packed = read_token(token, "rondetafel-state+jwt", "kid")
    keys = [key for key in house if thumbprint(key) == header["kid"]]
    need(keys, "key-missing")
    signed_by(keys[0], token)
    payload = unpack(packed)
    need(members(payload, "version state at") and payload["state"] in STATES, "state-form")
    need(is_seconds(payload["at"]) and is_digest(payload["version"]), "state-form")
    need(payload["version"] == version, "state-elsewhere")
    return payload


def check_annex(copy, house, version):
    """§9, §12.5: the keys trusted for an annex are the house keys and no other."""
    annex = check_copy(copy, "annex", [(key, version["issuer"]) for key in house], [])
    claims = annex["claims"]
    need(claims["of"] == version["digest"], "annex-elsewhere")
    need(all(claims[name] == version["claims"][name] for name in ("traject", "iss")), "annex-elsewhere")
    return annex


def check_statement(one):
    said = statement(one["token"], one["disclosures"])
    need(said["fields"]["act"] != "answer", "statement-act")
    return said


def check_answer(one, format):
    if format == "rondetafel-copy/2" and is_statement(one["token"]):
        said = statement(one["token"], one["disclosures"])
        need(said["fields"]["act"] == "answer", "statement-act")
        return said
    return answer(one["token"], one["disclosures"])


def is_statement(token):
    """Which of the two kinds its header says it is; whether that header is right is seen when it is read."""
    try:
        read_token(token, "rondetafel-statement+sd-jwt", "jwk")
        return True
    except Refused as no:
        return str(no) != "header-typ"


def place(all_said, version, annexes):
    """§12.6."""
    seen, to = set(), [version["digest"], *annexes]
    for said in all_said:
        need(said["fields"]["traject"] == version["claims"]["traject"], "answer-elsewhere")
        need(said["fields"]["version"] in to, "answer-elsewhere")
        need(said["digest"] not in seen, "answer-twice")
        seen.add(said["digest"])


def hands(all_said, house, version):
    """§12.7. First the keys that joined, then everything else in the light of those."""
    joined = set()
    for said in all_said:
        fields = said["fields"]
        if fields.get("act") == "key" and fields["version"] == version["digest"] and hand(said, house, version, joined):
            joined.add((fields["person"], fields["of"], fields["thumbprint"]))
    for said in all_said:
        said["by"] = hand(said, house, version, joined)


def outcome(case):
    trusted = [(key, "house") for key in case["house"]] + [(key, "pinned") for key in case["pinned"]]
    if case["of"] == "file":
        return check_file(case["text"], trusted)
    if case["of"] in ("copy", "annex"):
        kind = "version" if case["of"] == "copy" else "annex"
        return check_copy(case["copy"], kind, trusted, [case["carried"]] if case["carried"] else [])
    said = (answer if case["of"] == "answer" else statement)(case["token"], case["disclosures"])
    if case["beside"]:
        version = check_copy(case["beside"], "version", trusted, [])
        hands([said], [version["key"]] + case["house"] * (version["issuer"] == "house"), version)
    return said


def shown(value):
    """What the outcome tells, without what only the checker needs."""
    if isinstance(value, dict) and "issuer" in value:
        return {**{name: value[name] for name in ("issuer", "digest", "claims", "parts")}, "words": six_words(value["digest"])}
    if isinstance(value, dict) and "fields" in value:
        return {name: value.get(name) for name in ("digest", "fields", "hidden", "by")}
    if isinstance(value, dict) and "copy" in value:
        return {name: shown(each) for name, each in value.items()}
    return [shown(each) for each in value] if isinstance(value, list) else value


def tried(case):
    try:
        return shown(outcome(case))
    except Refused as no:
        return {"no": str(no)}


if __name__ == "__main__":
    json.dump([tried(case) for case in json.load(sys.stdin)], sys.stdout)

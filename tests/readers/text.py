"""How values stand as text (FORMAT.md §1), and how a digest is said aloud (§13)."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

LETTERS = re.compile("[A-Za-z0-9_-]*")
BARRED = ("__proto__", "constructor", "prototype")
NUMBER = re.compile("-?(0|[1-9][0-9]*)")
PLAIN = re.compile('[^"\\\\\x00-\x1f\ud800-\udfff]*')
ESCAPES = {'"': '"', "\\": "\\", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
WRITTEN = {value: "\\" + name for name, value in ESCAPES.items()}
PAGE = Path(__file__).parents[2] / "src/lib/seal/FORMAT.md"


class Refused(Exception):
    """A code of §16."""


def need(holds, code):
    if not holds:
        raise Refused(code)


def unbase64(text, code="text-form"):
    need(isinstance(text, str) and LETTERS.fullmatch(text) and len(text) % 4 != 1, code)
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    need(base64(raw) == text, code)  # no bits over in the last letter
    return raw


def base64(raw):
    return urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def is_base64(text, size):
    """Of exactly so many bytes."""
    try:
        return len(unbase64(text)) == size
    except Refused:
        return False


def digest(text):
    return base64(sha256(text.encode("utf-8", "surrogatepass")).digest())


def units(text):
    """A string as UTF-16 code units, big-endian: sorts as §1 says, and two bytes are one unit."""
    return text.encode("utf-16-be", "surrogatepass")


def read_json(text, code="text-form"):
    """Only canonical JSON. Nothing else is understood, so nothing needs to be written back and compared."""
    value, at = read_value(text, 0, 0, code)
    need(at == len(text), code)
    return value


def read_value(text, at, depth, code):
    for word, value in (("null", None), ("true", True), ("false", False)):
        if text.startswith(word, at):
            return value, at + len(word)
    first = text[at : at + 1]
    if first == '"':
        return read_string(text, at, code)
    if first in ("[", "{"):
        need(depth < 32, code)
        return (read_list if first == "[" else read_object)(text, at + 1, depth + 1, code)
    number = NUMBER.match(text, at)
    need(number and number.group() != "-0" and len(number.group()) <= 17, code)
    value = int(number.group())
    need(abs(value) < 2**53, code)
    return value, number.end()


def read_string(text, at, code):
    need(text[at : at + 1] == '"', code)
    pieces, at = [], at + 1
    while True:
        plain = PLAIN.match(text, at)
        pieces.append(plain.group())
        at = plain.end()
        if text[at : at + 1] == '"':
            return "".join(pieces), at + 1
        need(text[at : at + 1] == "\\", code)
        name = text[at + 1 : at + 2]
        if name in ESCAPES and name:
            pieces.append(ESCAPES[name])
            at += 2
            continue
        control = re.compile("\\\\u00([01][0-9a-f])").match(text, at)
        need(control and chr(int(control[1], 16)) not in WRITTEN, code)
        pieces.append(chr(int(control[1], 16)))
        at += 6


def read_list(text, at, depth, code):
    values = []
    if text[at : at + 1] == "]":
        return values, at + 1
    while True:
        value, at = read_value(text, at, depth, code)
        values.append(value)
        need(text[at : at + 1] in (",", "]"), code)
        at += 1
        if text[at - 1] == "]":
            return values, at


def read_object(text, at, depth, code):
    members, before = {}, None
    if text[at : at + 1] == "}":
        return members, at + 1
    while True:
        name, at = read_string(text, at, code)
        need(name not in BARRED and (before is None or units(before) < units(name)), code)
        need(text[at : at + 1] == ":", code)
        members[name], at = read_value(text, at + 1, depth, code)
        need(text[at : at + 1] in (",", "}"), code)
        before, at = name, at + 1
        if text[at - 1] == "}":
            return members, at


def write_json(value):
    if isinstance(value, str):
        return '"' + "".join(WRITTEN.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in value) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(write_json, value)) + "]"
    if isinstance(value, dict):
        names = sorted(value, key=units)
        return "{" + ",".join(write_json(name) + ":" + write_json(value[name]) for name in names) + "}"
    return {None: "null", True: "true", False: "false"}[value] if value is None or isinstance(value, bool) else str(value)


def unpack(packed):
    try:
        return read_json(unbase64(packed).decode("utf-8"))
    except UnicodeDecodeError:
        raise Refused("text-form") from None


def pack(value):
    return base64(write_json(value).encode("utf-8"))


def word_list():
    """The 256 words as they stand in §13 of the page."""
    section = PAGE.read_text("utf-8").split("\n## 13.")[1].split("\n## ")[0]
    listed = section.split("```")[1].split()
    assert len(listed) == 256 and listed == sorted(listed), "§13 does not list 256 words in order"
    return listed


def six_words(of_digest):
    raw = of_digest.encode("ascii")
    for _ in range(16384):
        raw = sha256(raw).digest()
    listed = word_list()
    return " ".join(listed[byte] for byte in raw[:6])

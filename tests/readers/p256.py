"""ES256 (FORMAT.md §2): is this the signature of this key over these bytes? Verifies only, so nothing here is secret
and nothing needs to take equally long. Curve and equations: FIPS 186-5 §6.4, SEC 1 §4.1.4.
"""

from hashlib import sha256

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def on_curve(point):
    x, y = point
    return x < P and y < P and (y * y - (x * x * x - 3 * x + B)) % P == 0


def twice(a):
    """A point is (X, Y, Z) with x = X/Z², y = Y/Z³; Z = 0 is the point at infinity."""
    x, y, z = a
    if not z:
        return a
    yy = y * y % P
    s = 4 * x * yy % P
    m = 3 * (x - z * z) * (x + z * z) % P
    x3 = (m * m - 2 * s) % P
    return x3, (m * (s - x3) - 8 * yy * yy) % P, 2 * y * z % P


def plus(a, b):
    if not a[2]:
        return b
    if not b[2]:
        return a
    (x1, y1, z1), (x2, y2, z2) = a, b
    u1, u2 = x1 * z2 * z2 % P, x2 * z1 * z1 % P
    s1, s2 = y1 * z2 * z2 * z2 % P, y2 * z1 * z1 * z1 % P
    if u1 == u2:
        return twice(a) if s1 == s2 else (1, 1, 0)
    h, r = (u2 - u1) % P, (s2 - s1) % P
    hh = h * h % P
    hhh, v = hh * h % P, u1 * hh % P
    x3 = (r * r - hhh - 2 * v) % P
    return x3, (r * (v - x3) - s1 * hhh) % P, h * z1 * z2 % P


def sum_of(u, a, v, b):
    """u·a + v·b, both read from their highest bit down."""
    a, b = (*a, 1), (*b, 1)
    both, at = plus(a, b), (1, 1, 0)
    for bit in range(max(u.bit_length(), v.bit_length()) - 1, -1, -1):
        at = twice(at)
        step = (u >> bit & 1, v >> bit & 1)
        if step != (0, 0):
            at = plus(at, {(1, 0): a, (0, 1): b, (1, 1): both}[step])
    return at


def signed(point, message, signature):
    """ECDSA as such: either twin will do. `signature` is 64 bytes, r then s."""
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < N and 0 < s < N):
        return False
    w = pow(s, -1, N)
    z = int.from_bytes(sha256(message).digest(), "big")
    x, _, zz = sum_of(z * w % N, G, r * w % N, point)
    return zz != 0 and x * pow(zz, -2, P) % P % N == r


def high(signature):
    return int.from_bytes(signature[32:], "big") > N // 2

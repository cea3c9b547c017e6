"""Untrusted text in HTML: everything that comes from an article, an address or an error passes through here."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\ud800-\udfff]")
_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def shown(text: str) -> str:
    r"""A text as it stands between tags and in quoted attributes.

    Control characters, which no page may have, become their pictures, and halves of surrogate pairs the sign for what cannot
    be shown. A reversal of the direction of writing ends with the element in which it stands: the style isolates them.

    >>> shown('<b title="x">\x00')
    '&lt;b title=&quot;x&quot;&gt;␀'
    """
    return escape(_UNSEEN.sub(_picture, text.replace("\r\n", "\n").replace("\r", "\n")))


def in_script(value: object) -> str:
    r"""JSON that cannot end the script element in which it stands, nor begin a comment there: pure ASCII, no `<`, `>`, `&`.

    >>> in_script("</script>\u2028")
    '"\\u003c/script\\u003e\\u2028"'
    """
    return json.dumps(value, ensure_ascii=True, allow_nan=False).translate(_IN_SCRIPT)


def policy(style: str, script: str) -> str:
    """A Content-Security-Policy under which this one style and this one script work, and nothing else at all."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"

"""Hashed n-gram features of a text; worker/text/hashed-ngrams.ts reads the same ones, number by number."""

import re
from functools import lru_cache

import numpy as np

FNV_OFFSET = 0x811C9DC5
FNV_PRIME = 0x01000193

# A word is a run of ASCII letters, digits, apostrophes, or anything beyond ASCII; other marks stand alone.
WORDS = re.compile("[a-z0-9'\u0080-\uffff]+|[^ \t\n\r\f\va-z0-9'\u0080-\uffff]")
ALIKE = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ’‘ʼ\u00a0", "abcdefghijklmnopqrstuvwxyz''' ")
LONGEST_TEXT = 2000
LONGEST_WORD = 24


def code_units(text: str) -> str:
    """The text's UTF-16 code units, one character each: what a string is in the page."""
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(map(chr, memoryview(data).cast("H")))


@lru_cache(maxsize=None)
def fnv1a(gram: str) -> int:
    """32-bit FNV-1a over UTF-16 code units, low byte first."""
    value = FNV_OFFSET
    for unit in map(ord, gram):
        value = (value ^ (unit & 0xFF)) * FNV_PRIME & 0xFFFFFFFF
        value = (value ^ (unit >> 8)) * FNV_PRIME & 0xFFFFFFFF
    return value


def ngrams(text: str) -> list[str]:
    """Word 1- to 3-grams with the text's ends, and character 3- to 5-grams of each word with its ends."""
    words = WORDS.findall(code_units(text)[:LONGEST_TEXT].translate(ALIKE))
    bounded = ["<s>", *words, "</s>"]
    found = [f"1 {word}" for word in words]
    found += [f"2 {one} {two}" for one, two in zip(bounded, bounded[1:])]
    found += [f"3 {one} {two} {three}" for one, two, three in zip(bounded, bounded[1:], bounded[2:])]
    for word in words:
        edged = f"<{word[:LONGEST_WORD]}>"
        for at in range(len(edged) - 2):
            found += [f"c {edged[at : at + size]}" for size in (3, 4, 5) if at + size <= len(edged)]
    return found


def hashed_ngrams(text: str) -> np.ndarray:
    """Hashes of a text's n-grams, in reading order, repeats included."""
    return np.array([fnv1a(gram) for gram in ngrams(text)], np.int64)


def places(hashes: np.ndarray, buckets: int) -> tuple[np.ndarray, np.ndarray]:
    """The bucket and the fingerprint, a byte, of each n-gram."""
    return hashes % buckets, hashes // buckets & 0xFF


def known_ngrams(hashes: np.ndarray, fingerprints: np.ndarray) -> np.ndarray:
    """The buckets of the n-grams that a table knows; all others, but for one of 256, leave no trace."""
    at, fingerprint = places(hashes, len(fingerprints))
    return at[fingerprints[at] == fingerprint]

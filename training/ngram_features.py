"""Hashed n-gram features of a text; worker/ngram/features.ts reads the same ones, number by number."""

import re

FNV_OFFSET = 0x811C9DC5
FNV_PRIME = 0x01000193

# A word is a run of ASCII letters, digits, apostrophes, or anything beyond ASCII; other marks stand alone.
WORDS = re.compile(r"[a-z0-9'\u0080-\U0010ffff]+|[^\sa-z0-9'\u0080-\U0010ffff]", re.ASCII)
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
UPPER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
LONGEST_TEXT = 2000
LONGEST_WORD = 24


def fnv1a(data: bytes) -> int:
    """32-bit FNV-1a."""
    value = FNV_OFFSET
    for byte in data:
        value = (value ^ byte) * FNV_PRIME & 0xFFFFFFFF
    return value


def grams(text: str) -> list[str]:
    """Word 1- to 3-grams with the text's ends, and character 3- to 5-grams of each word with its ends."""
    words = WORDS.findall(text.translate(UPPER).translate(APOSTROPHES)[:LONGEST_TEXT])
    bounded = ["<s>", *words, "</s>"]
    found = [f"1 {word}" for word in words]
    found += [f"2 {one} {two}" for one, two in zip(bounded, bounded[1:])]
    found += [f"3 {one} {two} {three}" for one, two, three in zip(bounded, bounded[1:], bounded[2:])]
    for word in words:
        edged = f"<{word[:LONGEST_WORD]}>"
        for size in (3, 4, 5):
            found += [f"c {edged[at : at + size]}" for at in range(len(edged) - size + 1)]
    return found


def features(text: str, buckets: int) -> list[int]:
    """Bucket numbers of a text's n-grams, in reading order, repeats included."""
    return [fnv1a(gram.encode("utf-8")) % buckets for gram in grams(text)]

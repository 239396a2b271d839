"""The untidiness of real typing, put on some of the training messages."""

import random
import string

KEYBOARD = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]


def _neighbour(letter: str, rng: random.Random) -> str:
    for row in KEYBOARD:
        place = row.find(letter.lower())
        if place >= 0:
            return row[max(0, min(len(row) - 1, place + rng.choice((-1, 1))))]
    return letter


def _typo(word: str, rng: random.Random) -> str:
    if len(word) < 4:
        return word
    place = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    if kind == 2:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + _neighbour(word[place], rng) + word[place + 1 :]


def add_typing_noise(text: str, rng: random.Random) -> str:
    """Takes case and punctuation away and puts a typo into one word of eight."""
    bare = "".join(letter for letter in text.lower() if letter not in string.punctuation)
    return _mistype(bare, rng)


def add_noise(text: str, rng: random.Random) -> str:
    """Leaves half of the texts alone; the others lose case or punctuation, or get typos, or several of these."""
    if rng.random() < 0.5:
        return text
    if rng.random() < 0.5:
        text = text.lower()
    if rng.random() < 0.5:
        text = "".join(letter for letter in text if letter not in string.punctuation)
    return _mistype(text, rng) if rng.random() < 0.5 else text


def add_rough_noise(text: str, rng: random.Random) -> str:
    """Spares hardly any text: most lose case and punctuation, and get a typo into every eighth to fourth word."""
    if rng.random() < 0.7:
        text = text.lower()
    if rng.random() < 0.7:
        text = "".join(letter for letter in text if letter not in string.punctuation)
    return _mistype(text, rng, rng.choice((0.125, 0.25))) if rng.random() < 0.8 else text


def _mistype(text: str, rng: random.Random, share: float = 0.125) -> str:
    return " ".join(_typo(word, rng) if rng.random() < share else word for word in text.split(" "))

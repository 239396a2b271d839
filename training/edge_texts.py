"""Texts at the edges of what a tokenizer meets."""

EDGE_TEXTS = [
    "", " ", "   ", "\n", "\t", "\r\n", "\u00a0", "\u3000", "\u2003\u2009", "\ufeff", "\u200b", "a\u200bb", "\u0000", "a\u0000b",
    "\u0007bell", "\u001b[31mred\u001b[0m", "\x7f", "\u0085", "\u2028line\u2029paragraph", "\u00ad", "soft\u00adhyphen",
    # emoji, alone and in sequences
    "😀", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪🇫🇷", "1️⃣", "❤️", "☺", "thanks 🙏🙏🙏", "ok👌ok", "lol😂😂that's wrong", "🤖: no", "(╯°□°)╯︵ ┻━┻",
    "¯\\_(ツ)_/¯", ":-) ;-P <3", "🫠", "\U0001fae8", "⌚️watch",
    # CJK, kana, hangul
    "漢字", "這是錯的", "你能回答我吗？", "日本語のテキスト", "カタカナ", "ｶﾀｶﾅ", "ひらがなと漢字まじり", "안녕하세요", "한국어 텍스트 테스트", "漢字and英語mixed123",
    "㐀㐁", "豈更", "　全角　空白　", "ＡＢＣ１２３", "「引用」『二重』", "、。！？",
    # combining marks and normal forms
    "café", "cafe\u0301", "naïve", "nai\u0308ve", "Å Å Å", "e\u0301\u0323\u0302", "z̷̡a̴l̸g̵o̶", "Ñandú", "ñ", "Übergröße", "ŠČŘŽ", "Łódź", "Đà Nẵng", "Việt Nam",
    "ﬁne ﬂow ﬀ", "①②③", "½ ¼ ⅓", "x² + y³", "№ 5", "™®©", "ǆ ǅ Ǆ", "ſtraße", "ẞ", "İstanbul", "ıIiİ", "Æther œuvre",
    # other scripts
    "Привет, как дела?", "Это неправильно", "Ёлка и й", "Καλημέρα κόσμε", "γειά σου", "שלום עולם", "שָׁלוֹם", "مرحبا بالعالم", "مَرْحَبًا", "हिन्दी में", "नमस्ते दुनिया",
    "বাংলা ভাষা", "தமிழ் மொழி", "ไทยภาษา", "ภาษาไทยไม่มีช่องว่าง", "ქართული ენა", "Հայերեն", "አማርኛ", "ខ្មែរ", "မြန်မာ", "ᏣᎳᎩ", "𝒽𝑒𝓁𝓁𝑜", "𝐛𝐨𝐥𝐝", "ℌ𝔢𝔩𝔩𝔬",
    # special tokens written by a user
    "[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]", "[cls]", "[ SEP ]", "hello [SEP] world", "[SEP][SEP]", "a[MASK]b", "[MASK] [MASK]", "[CLS] that's wrong [SEP]",
    "<s>", "</s>", "<pad>", "<|endoftext|>", "##ing", "## ing", "[unused0]", "[unused99]", "[PAD][PAD][PAD] text", "text[PAD]",
    # punctuation, numbers, code, addresses
    "...", "?!?!?!", "--", "a-b-c", "don't can't won't", "rock 'n' roll", "“quotes” ‘single’ «angle»", "it’s", "100%", "$1,234.56", "€5", "£3.20", "3.14159", "1e-10",
    "0xDEADBEEF", "2026-11-22T04:37:00Z", "+49 (0)30 123456", "user@example.com", "https://example.com/a/b?c=d&e=f#g", "C:\\Users\\me", "~/.bashrc",
    "def f(x):\n    return x**2", "SELECT * FROM t WHERE a='b';", "<div class=\"a\">b</div>", "a_b_c", "camelCaseWord", "CONSTANT_CASE", "{\"json\": [1, 2, null]}",
    "a`b`c", "^caret|pipe", "∑∏∫√∞≠≤≥", "→ ← ↔", "•bullet", "†‡", "§ 12", "a…b", "a—b–c", "~!@#$%^&*()_+`-={}|[]\\:\";'<>?,./",
    # lone surrogates
    "\ud800", "\udc00", "a\ud83db", "\ude00\ud83d", "ok \ud83d", "\ud83d\ud83d\ude00",
    # long words and long texts
    "a" * 99, "a" * 100, "a" * 101, "a" * 5000, "ab " * 127, "ab " * 253, "ab " * 254, "ab " * 255, "ab " * 256, "that's wrong. " * 60, "漢" * 253, "漢" * 254, "漢" * 255,
    "supercalifragilistic " * 40, "no " * 2000, "😀 " * 300, "[SEP] " * 300, "word " * 253 + "[SEP]", "é" * 300, "1 2 3 4 5 6 7 8 9 " * 50, "\n".join(["- item"] * 200),
    "Pneumonoultramicroscopicsilicovolcanoconiosis", "antidisestablishmentarianism", "Donaudampfschifffahrtsgesellschaft", "hippopotomonstrosesquippedaliophobia",
]

# Where the page's tokenizer is known to differ: it lowers the case of a whole text, in which a sigma that ends a
# word is another letter, while the reference goes letter by letter; and it does not see that ideographs beyond
# the first 65,536 characters are words of their own.
DIFFERENT_TEXTS = [
    ("ΣΊΣΥΦΟΣ", "Greek capital sigma at the end of a word"),
    ("ΟΔΟΣ", "Greek capital sigma at the end of a word"),
    ("Το τέλος είναι ΚΑΛΟΣ", "Greek capital sigma at the end of a word"),
    ("𠀀𠀁", "ideographs of the supplementary plane"),
]

const ANSWERS = [
  'Jupiter has the most moons, with 95 confirmed so far.',
  'I apologize, I made a mistake. Saturn is ahead of Jupiter, with 274 confirmed moons.',
  'I cannot browse the internet, so I am not able to open the current list for you.',
  'Saturn is heavy, so it pulls in rocks that fly past. Some of them break apart, and every piece becomes a small moon.',
  'Glad I could help! Let me know if there is anything else I can do for you.',
];

/** Stands in for your server: gives the nth answer word by word, each time with all of it so far. */
export async function* streamAnswer(nth: number): AsyncGenerator<string> {
  let text = '';
  for (const word of ANSWERS[nth % ANSWERS.length].split(/(?<= )/)) {
    await new Promise((resolve) => setTimeout(resolve, 80));
    text += word;
    yield text;
  }
}

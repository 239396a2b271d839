/** What the page offers to ask, and what its agent answers. */
export const exchanges: readonly { question: string; answer: string }[] = [
  {
    question: 'Which planet has the most moons?',
    answer: 'Jupiter has the most moons, with 95 confirmed so far.',
  },
  {
    question: 'Are you sure? I always thought it was Saturn.',
    answer: 'I apologize, I made a mistake. Saturn is ahead of Jupiter, with 274 confirmed moons.',
  },
  {
    question: 'Where does that number come from? Please give me a source.',
    answer: 'I cannot browse the internet, so I am not able to open the current list for you.',
  },
  {
    question: 'Fair enough. And all those moons, can you explain that in simpler words?',
    answer:
      'Saturn is heavy, so it pulls in rocks that fly past. Some of them break apart, and every piece becomes a small moon.',
  },
  {
    question: 'That is all for today, goodbye!',
    answer: 'Glad I could help! Let me know if there is anything else I can do for you.',
  },
];

// A bot within the page, behind the interface of Direct Line.
const ANSWERS = [
  'Jupiter has the most moons, with 95 confirmed so far.',
  'I apologize, I made a mistake. Saturn is ahead of Jupiter, with 274 confirmed moons.',
  'I cannot browse the internet, so I am not able to open the current list for you.',
  'Saturn is heavy, so it pulls in rocks that fly past. Some of them break apart, and every piece becomes a small moon.',
  'Glad I could help! Let me know if there is anything else I can do for you.',
];

// biome-ignore lint/correctness/noUnusedVariables: page.js calls it.
function createDirectLine() {
  const observers = new Set();
  let count = 0;

  function receive(activity) {
    count += 1;
    const timestamp = new Date().toISOString();
    const whole = { ...activity, id: `activity-${count}`, timestamp, channelId: 'page', conversation: { id: 'page' } };
    for (const observer of observers) observer.next(whole);
    return whole.id;
  }

  let turn = 0;
  function answer() {
    const text = ANSWERS[turn % ANSWERS.length];
    turn += 1;
    receive({ type: 'message', text, from: { id: 'bot', name: 'Bot', role: 'bot' } });
  }

  return {
    activity$: {
      subscribe(observer) {
        observers.add(observer);
        return { unsubscribe: () => observers.delete(observer) };
      },
    },
    connectionStatus$: {
      subscribe(observer) {
        const CONNECTING = 1;
        const ONLINE = 2;
        observer.next(CONNECTING);
        observer.next(ONLINE);
        return { unsubscribe() {} };
      },
    },
    postActivity: (activity) => ({
      subscribe(observer) {
        setTimeout(() => {
          observer.next(receive(activity));
          observer.complete();
          if (activity.type === 'message') setTimeout(answer, 400);
        }, 50);
        return { unsubscribe() {} };
      },
    }),
    end() {},
    getSessionId: () => ({ subscribe() {} }),
  };
}

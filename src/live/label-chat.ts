import type { Classifiers, ClassifyOptions } from '../classifiers';
import type { Answer } from '../contract/answer';
import { parseSignal } from '../parse-signal';
import type { ChatAdapter } from './chat-adapter';
import type { ChatMessage } from './chat-message';
import { createHistoryQueue } from './create-history-queue';
import { createPace, type Pace } from './create-pace';
import { createSeen } from './create-seen';
import type { MessageLabel } from './message-label';

/** Who labels a chat, and who hears of it. */
export interface LabelChatOptions {
  /** Connected classifiers, or the promise of them: what is said meanwhile is labelled then. */
  classifiers: LiveClassifiers | Promise<LiveClassifiers>;
  /** The classifier of the user's messages; they are not labelled without it. */
  user?: string;
  /** The classifier of the agent's messages; they are not labelled without it. */
  agent?: string;
  /** Hears every label: of a message at most two provisional ones a second while it grows, then the final one. */
  onLabel(label: MessageLabel): void;
  /** Hears what failed: connecting (without a message), or labelling a message, which its next report tries again. */
  onError(error: unknown, message?: ChatMessage): void;
  /** Stops labelling, as the returned function does. */
  signal?: AbortSignal;
}

/** The part of `Classifiers` that labels a chat. */
export type LiveClassifiers = Pick<Classifiers, 'classify' | 'classifyAll'>;

interface Track {
  latest: ChatMessage;
  /** Aborted when another text, or the end, overtakes the one that is being read. */
  run: AbortController;
  pace: Pace;
}

interface Request {
  message: ChatMessage;
  name: string;
  track: Track;
  run: AbortController;
}

// Twice a second is what people can follow, and leaves the worker time for others.
const PROVISIONAL_INTERVAL_MS = 500;

/**
 * Labels the messages of a chat as an adapter reports them, each text once: new ones at once, those of the past behind
 * them, newest first. Returns what stops it and takes the adapter's listeners away.
 * @throws InvalidInputError when `signal` is none, or what the adapter throws when it starts
 */
export function labelChat<Chat>(chat: Chat, adapter: ChatAdapter<Chat>, options: LabelChatOptions): () => void {
  const { onLabel, onError } = options;
  const signal = parseSignal(options.signal);
  if (signal?.aborted) return () => {};

  let stopped = false;

  // That connecting failed is told once, not for every message.
  const connected = Promise.resolve(options.classifiers).catch((error) => {
    if (!stopped) onError(error);
    return undefined;
  });
  const tracks = new Map<string, Track>();
  const seen = createSeen();
  const history = createHistoryQueue<Request>(connected, (request) =>
    label(request, false, async (classifiers, reading) => {
      const { text, id } = request.message;
      const list = { ...reading, references: [{ messageId: id }] };
      const [answers = []] = await classifiers.classifyAll(request.name, [text], list);
      return answers;
    }),
  );

  function report(message: ChatMessage): void {
    const name = options[message.role];
    if (stopped || name === undefined) return;
    const track = trackOf(message);
    track.latest = message;
    if (!seen.isNew(message)) return;
    if (message.growing) {
      track.pace.next(() => labelLive(message, name, track));
      return;
    }
    track.pace.drop();
    if (message.history) history.add(begin(message, name, track));
    else labelLive(message, name, track);
  }

  function trackOf(message: ChatMessage): Track {
    const known = tracks.get(message.id);
    if (known) return known;
    const track = { latest: message, run: new AbortController(), pace: createPace(PROVISIONAL_INTERVAL_MS) };
    tracks.set(message.id, track);
    return track;
  }

  function begin(message: ChatMessage, name: string, track: Track): Request {
    track.run.abort();
    track.run = new AbortController();
    return { message, name, track, run: track.run };
  }

  function labelLive(message: ChatMessage, name: string, track: Track): void {
    const growing = message.growing ?? false;
    void label(begin(message, name, track), growing, (classifiers, reading, tell) => {
      const later = {
        onProvisional: (answers: Answer[]) => tell(answers, true),
        onFinal: (answers: Answer[]) => tell(answers, false),
      };
      const live = { ...reading, reference: { messageId: message.id } };
      return classifiers.classify(name, message.text, growing ? live : { ...live, ...later });
    });
  }

  /** Asks for one text's answers and tells them, unless it is overtaken; never rejects. */
  async function label(
    { message, name, track, run }: Request,
    growing: boolean,
    ask: (
      classifiers: LiveClassifiers,
      reading: Pick<ClassifyOptions, 'signal'>,
      tell: (answers: Answer[], provisional: boolean) => void,
    ) => Promise<Answer[]>,
  ): Promise<void> {
    const classifiers = await connected;
    if (!classifiers || run.signal.aborted) return;
    const askedAt = performance.now();
    const tell = (answers: Answer[], provisional: boolean) => {
      const elapsedMs = performance.now() - askedAt;
      // What a listener throws belongs to the page.
      queueMicrotask(() => {
        if (run.signal.aborted) return;
        onLabel({
          message: { ...message, element: track.latest.element },
          classifier: name,
          answers,
          provisional,
          elapsedMs,
        });
      });
    };
    try {
      const answers = await ask(classifiers, { signal: run.signal }, tell);
      tell(answers, growing || answers.some((answer) => answer.provisional));
    } catch (error) {
      if (run.signal.aborted) return;
      seen.forget(message.id);
      queueMicrotask(() => onError(error, message));
    }
  }

  function stop(): void {
    if (stopped) return;
    stopped = true;
    signal?.removeEventListener('abort', stop);
    history.clear();
    for (const { run, pace } of tracks.values()) {
      pace.drop();
      run.abort();
    }
    tracks.clear();
    stopAdapter();
  }

  const stopAdapter = adapter(chat, report);
  signal?.addEventListener('abort', stop);
  return stop;
}

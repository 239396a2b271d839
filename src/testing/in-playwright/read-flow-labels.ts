/** A label as it stands at a message. */
export interface FoundLabel {
  /** The label's id; "" where the message is labelled and has none to show. */
  label: string;
  /** Whether another one may follow. */
  provisional: boolean;
}

/** What stands at the elements of a locator. */
export interface LabelReading {
  /** How many elements there are; labels are read where there is one. */
  elements: number;
  /** How many messages within the element have labels, where neither it nor what it stands in has. */
  messages: number;
  labels: FoundLabel[];
}

/** The part of the custom element that tells which label belongs to what. */
interface LabelTeller extends Element {
  labels?: readonly {
    message: { element?: Element };
    answers: readonly { answer: string; other: boolean }[];
    provisional: boolean;
  }[];
}

/**
 * Reads the labels at an element, at what it stands in, or else at what stands in it: those written there as
 * `data-flow-label`, and those that the page's elements of this package tell of. It is sent to the page as its text, so it
 * holds all that it needs.
 */
export function readFlowLabels(elements: Element[]): LabelReading {
  const [element] = elements;
  if (!element || elements.length > 1) return { elements: elements.length, messages: 0, labels: [] };

  const around: Element[] = [];
  const roots = new Set<ParentNode>();
  for (let at: Element | null = element; at; ) {
    around.push(at);
    const root = at.getRootNode() as Document | ShadowRoot;
    roots.add(root);
    at = at.parentElement ?? ('host' in root ? root.host : null);
  }
  // By the mark of `src/live/own-element.ts`, for pages may define the element under another name.
  const told = [...roots]
    .flatMap((root) => [...root.querySelectorAll<LabelTeller>('*')])
    .flatMap((other) => (Symbol.for('flow-labels') in other ? (other.labels ?? []) : []));

  const labelsAt = (place: Element): FoundLabel[] => {
    const written = place.getAttribute('data-flow-label');
    const here = told.filter(({ message }) => message.element === place);
    return [
      ...(written === null ? [] : [{ label: written, provisional: place.hasAttribute('data-flow-provisional') }]),
      ...here.map(({ answers: [best], provisional }) => ({
        label: best && !best.other ? best.answer : '',
        provisional,
      })),
    ];
  };

  const nearest = around.map(labelsAt).find((labels) => labels.length > 0);
  if (nearest) return { elements: 1, messages: 1, labels: nearest };
  const places = [...element.querySelectorAll('*')].filter((place) => labelsAt(place).length > 0);
  const outermost = places.filter((place) => !places.some((other) => other !== place && other.contains(place)));
  return { elements: 1, messages: outermost.length, labels: outermost.flatMap(labelsAt) };
}

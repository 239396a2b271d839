import { OWN_ELEMENT } from '../live/own-element';
import type { FlowLabelsElement, FlowLabelsEvents } from './flow-labels-element';
import { createLabelLayer } from './label-layer/create-label-layer';
import { startLabelling } from './start-labelling';

/** Attributes that are kept as they are written, by the properties that reflect them. */
const TEXTS = {
  registry: 'registry',
  user: 'user',
  agent: 'agent',
  for: 'for',
  widget: 'widget',
  message: 'message',
  messageText: 'message-text',
  userMessage: 'user-message',
  assetsUrl: 'assets-url',
} as const;

/** Properties without an attribute. */
const VALUES = ['adapter', 'chat', 'createWorker'] as const;

const RESTARTING = [...Object.values(TEXTS), 'threads'];

/** Creates the element's class; only where there is a document, since it extends that document's elements. */
export function createElementClass(): new () => FlowLabelsElement {
  class FlowLabels extends HTMLElement {
    static readonly observedAttributes = [...RESTARTING, 'announce'];

    readonly [OWN_ELEMENT] = true;
    readonly #layer = createLabelLayer(this.attachShadow({ mode: 'open' }));
    readonly #values: Partial<Pick<FlowLabelsElement, (typeof VALUES)[number]>> = {};
    #stop: (() => void) | undefined;
    #isAwaited = false;

    connectedCallback(): void {
      this.#takeEarlyProperties();
      this.#settle();
    }

    disconnectedCallback(): void {
      this.#settle();
    }

    adoptedCallback(): void {
      // Style sheets belong to their document.
      this.#layer.adopt();
      this.restart();
    }

    attributeChangedCallback(name: string): void {
      if (name === 'announce') this.#layer.setAnnouncing(this.hasAttribute('announce'));
      else this.restart();
    }

    get labels() {
      return this.#layer.labels;
    }

    get threads(): number | 'auto' {
      const threads = this.getAttribute('threads') ?? '1';
      return threads === 'auto' ? threads : Number(threads);
    }

    set threads(threads: number | 'auto' | undefined) {
      this.#reflect('threads', threads);
    }

    get announce(): boolean {
      return this.hasAttribute('announce');
    }

    set announce(announce: boolean) {
      this.toggleAttribute('announce', Boolean(announce));
    }

    restart(): void {
      this.#end();
      this.#settle();
    }

    /** Starts or ends as the element is in a document, or is not: soon, since one that is moved is first taken out. */
    #settle(): void {
      if (this.#isAwaited) return;
      this.#isAwaited = true;
      queueMicrotask(() => {
        this.#isAwaited = false;
        if (!this.isConnected) this.#end();
        else this.#stop ??= this.#start();
      });
    }

    #start(): () => void {
      return startLabelling(this as unknown as FlowLabelsElement, this.#layer, (type, detail) =>
        this.#tell(type, detail),
      );
    }

    #end(): void {
      this.#stop?.();
      this.#stop = undefined;
    }

    #tell<Type extends keyof FlowLabelsEvents>(type: Type, detail: FlowLabelsEvents[Type]['detail']): void {
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
    }

    #reflect(attribute: string, value: unknown): void {
      if (value === undefined || value === null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, String(value));
    }

    /** A property that was set before the element was defined hides the one of the class. */
    #takeEarlyProperties(): void {
      for (const name of [...Object.keys(TEXTS), ...VALUES, 'threads', 'announce']) {
        const early = Object.getOwnPropertyDescriptor(this, name);
        if (!early) continue;
        Reflect.deleteProperty(this, name);
        Reflect.set(this, name, early.value);
      }
    }

    static {
      for (const [property, attribute] of Object.entries(TEXTS)) {
        define<string>(property, {
          get: (element) => element.getAttribute(attribute) ?? '',
          set: (element, value) => element.#reflect(attribute, value),
        });
      }
      for (const property of VALUES) {
        define<never>(property, {
          get: (element) => element.#values[property] as never,
          set(element, value) {
            element.#values[property] = value;
            element.restart();
          },
        });
      }

      function define<Value>(
        property: string,
        { get, set }: { get(element: FlowLabels): Value; set(element: FlowLabels, value: Value): void },
      ): void {
        Object.defineProperty(FlowLabels.prototype, property, {
          get(this: FlowLabels) {
            return get(this);
          },
          set(this: FlowLabels, value: Value) {
            set(this, value);
          },
          enumerable: true,
          configurable: true,
        });
      }
    }
  }
  return FlowLabels as unknown as new () => FlowLabelsElement;
}

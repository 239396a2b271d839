import { createElementClass } from './create-element-class';

/** Defines the custom element, once a name; does nothing where there are no custom elements, as on a server. */
export function defineFlowLabels(name = 'flow-labels'): void {
  if (!globalThis.customElements || customElements.get(name)) return;
  customElements.define(name, createElementClass());
}

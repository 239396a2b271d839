/** Marks the elements of this package, whatever name they are defined under: what they show is no part of a chat. */
export const OWN_ELEMENT = Symbol.for('flow-labels');

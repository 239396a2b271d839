import { InvalidInputError } from '../contract/errors';
import { showValue } from '../contract/show-value';
import type { FlowLabelsElement } from './flow-labels-element';
import { type Widget, widgets } from './widgets';

/** Finds how an element's chat is to be read. @throws InvalidInputError when its `widget` has no adapter */
export function findWidget({ adapter, widget }: FlowLabelsElement): Widget {
  if (adapter) return { adapter, chatAt: (target) => target };
  const found = Object.hasOwn(widgets, widget) ? widgets[widget] : undefined;
  if (found) return found;
  const names = Object.keys(widgets).filter((name) => name !== '');
  throw new InvalidInputError(
    `widget is ${showValue(widget)}; it must be one of ${names.join(', ')}, or absent for any other chat`,
  );
}

import { type Classifiers, type ConnectOptions, connectClassifiers } from '../../src/index';

/** Connects to the shipped registry, or to another one given as its text. */
export function connectFlow(
  options: Partial<ConnectOptions> & { registry?: object | string } = {},
): Promise<Classifiers> {
  const { registry, ...others } = options;
  const registryUrl = registry === undefined ? new URL('/models/classifiers.json', location.href) : toUrl(registry);
  return connectClassifiers({ registryUrl, ...others });
}

function toUrl(registry: object | string): string {
  const json = typeof registry === 'string' ? registry : JSON.stringify(registry);
  return URL.createObjectURL(new Blob([json], { type: 'application/json' }));
}

import { InvalidInputError } from '../contract/errors';
import { showValue } from '../contract/show-value';

/** The address of a path on a server that may itself lie below a path. @throws InvalidInputError for no whole address */
export function addressOf(baseUrl: string | URL, path: string): string {
  try {
    return new URL(path, String(baseUrl).replace(/\/*$/, '/')).href;
  } catch {
    throw new InvalidInputError(`the server's address is ${showValue(String(baseUrl))}; give a whole one: https://…`);
  }
}

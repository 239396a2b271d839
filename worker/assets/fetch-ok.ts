/** The part of `fetch` that the worker needs; Node has one of its own for files. */
export type Fetch = (url: string, init?: { cache?: RequestCache; signal?: AbortSignal }) => Promise<Response>;

/**
 * Fetches an address and makes every answer but a success an error of the given class.
 * @throws Failure with the address and the status, or the network's own message
 */
export async function fetchOk(
  fetch: Fetch,
  url: string,
  Failure: new (message: string) => Error,
  cache: RequestCache = 'default',
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { cache });
  } catch (error) {
    throw new Failure(`cannot fetch ${url}: ${(error as Error).message}; check the address and the connection`);
  }
  if (!response.ok) throw new Failure(`cannot fetch ${url}: the server answered ${response.status}; check the address`);
  return response;
}

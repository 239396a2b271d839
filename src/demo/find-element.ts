/** Finds the page's element with this id. @throws Error where it is missing or of another type */
export function findElement<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`index.html has no ${kind.name} with id "${id}"; add it there.`);
}

/** Why the queue drops work whose deadline passed before it was started. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

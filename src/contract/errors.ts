/** The registry file cannot be fetched. */
export class RegistryFetchError extends Error {
  override readonly name = 'RegistryFetchError';
}

/** The registry file is not a JSON object. */
export class RegistryParseError extends Error {
  override readonly name = 'RegistryParseError';
}

/** The named entry, or one that it reaches, has a fault. */
export class RegistryFaultError extends Error {
  override readonly name = 'RegistryFaultError';
}

/** The registry has no entry of that name. */
export class UnknownClassifierError extends Error {
  override readonly name = 'UnknownClassifierError';
}

/** The input or an option of a call is not what it may be. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
}

/** A filler or requirement is not what it may be. */
export class DialogueEntryError extends Error {
  override readonly name = 'DialogueEntryError';
}

/** A file of a model folder cannot be fetched. */
export class ModelFetchError extends Error {
  override readonly name = 'ModelFetchError';
}

/** A file of a model folder is not the one that its manifest describes. */
export class ModelIntegrityError extends Error {
  override readonly name = 'ModelIntegrityError';
}

/** A model folder's manifest is malformed, or does not fit its entry or its graph. */
export class ModelManifestError extends Error {
  override readonly name = 'ModelManifestError';
}

/** A model gives its own example texts other labels than its manifest says. */
export class ModelSelfTestError extends Error {
  override readonly name = 'ModelSelfTestError';
}

/** ONNX Runtime cannot load or run a model. */
export class ModelRunError extends Error {
  override readonly name = 'ModelRunError';
}

/** ONNX Runtime itself cannot start, or broke down; the next call tries again in a new worker. */
export class RuntimeFailedError extends Error {
  override readonly name = 'RuntimeFailedError';
}

/** Too many requests wait for the worker already. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

/** The worker cannot start. */
export class WorkerStartError extends Error {
  override readonly name = 'WorkerStartError';
}

/** The worker died; the next call starts a new one. */
export class WorkerCrashedError extends Error {
  override readonly name = 'WorkerCrashedError';
}

/** The classifiers were disposed of. */
export class DisposedError extends Error {
  override readonly name = 'DisposedError';
}

const CLASSES = {
  RegistryFetchError,
  RegistryParseError,
  RegistryFaultError,
  UnknownClassifierError,
  InvalidInputError,
  DialogueEntryError,
  ModelFetchError,
  ModelIntegrityError,
  ModelManifestError,
  ModelSelfTestError,
  ModelRunError,
  RuntimeFailedError,
  QueueFullError,
  WorkerStartError,
  WorkerCrashedError,
  DisposedError,
};

/** Gives an error that crossed threads its class again: on the way only name, message and stack are kept. */
export function reviveError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (!Object.hasOwn(CLASSES, error.name)) return error;
  const Named = CLASSES[error.name as keyof typeof CLASSES];
  if (error instanceof Named) return error;
  const revived = new Named(error.message);
  if (error.stack !== undefined) revived.stack = error.stack;
  return revived;
}

export type { AnswerReference, AnswerSignal, AnswerSink, AnswerSinkOptions } from './answer-signal';
export type { Classifiers, ClassifyAllOptions, ClassifyOptions } from './classifiers';
export { type ConnectOptions, connectClassifiers } from './connect-classifiers';
export type { Answer } from './contract/answer';
export type { ClassifierDescription } from './contract/classifier-description';
export type { ClassifierInput, Token } from './contract/classifier-input';
export {
  DialogueEntryError,
  DisposedError,
  InvalidInputError,
  ModelFetchError,
  ModelIntegrityError,
  ModelManifestError,
  ModelRunError,
  ModelSelfTestError,
  QueueFullError,
  RegistryFaultError,
  RegistryFetchError,
  RegistryParseError,
  RuntimeFailedError,
  UnknownClassifierError,
  WorkerCrashedError,
  WorkerStartError,
} from './contract/errors';
export type { LoadProgress } from './contract/load-progress';
export type { Choice } from './contract/registry-entry';
export type { RegistryFault } from './contract/registry-fault';
export { createFiller, type Filled, type FillerDescription } from './dialogue/create-filler';
export { createRequirement, type MessageCache, type RequirementDescription } from './dialogue/create-requirement';
export { type Exchange, type ExchangeFlow, type FlowClassifiers, labelExchange } from './dialogue/label-exchange';
export { type Conversation, labelMessages } from './dialogue/label-messages';
export type { ChatAdapter } from './live/chat-adapter';
export type { ChatMessage } from './live/chat-message';
export { type LabelChatOptions, type LiveClassifiers, labelChat } from './live/label-chat';
export type { MessageLabel } from './live/message-label';
export {
  type LabelScore,
  type PipelineOptions,
  pipeline,
  type TextClassificationPipeline,
  type TopOptions,
} from './pipeline';
export { type SharedClassifiers, shareClassifiers } from './share-classifiers';
export type { WorkerLike } from './start-worker';

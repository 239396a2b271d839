export { defineFlowLabels } from './define-flow-labels';
export type { FlowErrorDetail, FlowLabelDetail, FlowLabelsElement, FlowLabelsEvents } from './flow-labels-element';

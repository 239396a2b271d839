import * as flowLabels from '../index';
import { defineFlowLabels } from './index';

// The entry of the classic script tag: what modules import by name, the page finds here.
Object.assign(globalThis, { FlowLabels: { ...flowLabels, defineFlowLabels } });
defineFlowLabels();

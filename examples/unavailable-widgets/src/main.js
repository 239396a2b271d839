import './page.css';
import { defineFlowLabels } from 'flow-labels/element';
import { botpress } from './stand-ins/botpress.js';
import { chatwoot } from './stand-ins/chatwoot.js';
import { crisp } from './stand-ins/crisp.js';
import { tawk } from './stand-ins/tawk.js';
import { zendesk } from './stand-ins/zendesk.js';

const STAND_INS = {
  botpress: { title: 'Botpress', install: botpress },
  chatwoot: { title: 'Chatwoot', install: chatwoot },
  crisp: { title: 'Crisp', install: crisp },
  tawk: { title: 'tawk.to', install: tawk },
  zendesk: { title: 'Zendesk', install: zendesk },
};

const asked = new URLSearchParams(location.search).get('widget');
const widget = asked in STAND_INS ? asked : 'chatwoot';

for (const [name, { title }] of Object.entries(STAND_INS)) {
  const link = document.createElement('a');
  link.href = `?widget=${name}`;
  link.textContent = title;
  if (name === widget) link.ariaCurrent = 'page';
  document.querySelector('nav').append(link);
}

// What the widget's own script does: it has a frame that the page cannot look into, and tells of its messages.
const tell = STAND_INS[widget].install();
const frame = document.createElement('iframe');
frame.sandbox.add('allow-scripts', 'allow-forms');
frame.title = STAND_INS[widget].title;
frame.src = '/frame.html';
window.addEventListener('message', ({ source, data }) => {
  if (source === frame.contentWindow) tell(data.role, data.text);
});
document.querySelector('#widget').append(frame);

// All that the page itself needs.
defineFlowLabels();
const labels = document.createElement('flow-labels');
Object.assign(labels, {
  registry: '/models/classifiers.json',
  user: 'userflow_instant',
  agent: 'agentflow_instant',
  widget,
});
document.querySelector('#labels').append(labels);

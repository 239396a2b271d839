const hook = FlowLabels.createWebChatHook();
const store = WebChat.createStore({}, hook.middleware);
WebChat.renderWebChat(
  { directLine: createDirectLine(), store, userID: 'visitor', username: 'Visitor' },
  document.querySelector('#chat'),
);
document.querySelector('flow-labels').chat = hook;

import './page.css';
import { exchanges } from './conversation';
import { labelMessages } from './label-messages';

const chat = document.querySelector('#chat') as HTMLElement;
const form = document.querySelector('form') as HTMLFormElement;
const input = document.querySelector('input') as HTMLInputElement;
let turn = 0;

function show(role: 'user' | 'agent', text: string): void {
  const bubble = document.createElement('div');
  bubble.className = 'text';
  bubble.textContent = text;
  const message = document.createElement('div');
  message.className = `message ${role}`;
  message.append(bubble);
  chat.append(message);
  chat.scrollTop = chat.scrollHeight;
}

function current(): { question: string; answer: string } {
  return exchanges[turn % exchanges.length] as { question: string; answer: string };
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { answer } = current();
  turn += 1;
  show('user', input.value);
  input.value = current().question;
  setTimeout(() => show('agent', answer), 400);
});
input.value = current().question;
labelMessages(chat);

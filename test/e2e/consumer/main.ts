import { connectClassifiers } from '../../../src/index';

// What an embedding page writes, with the threads that its address asks for.
const threads = Number(new URLSearchParams(location.search).get('threads') ?? '1');
const classifiers = await connectClassifiers({ registryUrl: 'models/classifiers.json', threads });
const [best] = await classifiers.classify('userflow', "that's wrong");
document.title = best?.answer ?? 'nothing';

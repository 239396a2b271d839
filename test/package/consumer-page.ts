/** What a page writes that embeds the package: it labels a message, and puts the label or the error in its title. */
export const CONSUMER_SCRIPT = `
import { connectClassifiers } from 'flow-labels';

const { threads, ...options } = Object.fromEntries(new URLSearchParams(location.search));
try {
  const classifiers = await connectClassifiers({
    registryUrl: '/models/classifiers.json',
    threads: Number(threads ?? '1'),
    ...options,
  });
  const [best] = await classifiers.classify('userflow', "that's wrong");
  document.title = best?.answer ?? 'nothing';
} catch (error) {
  document.title = error.name + ': ' + error.message;
}
`;

/** The page around it. */
export function consumerHtml(script: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="data:," />
    ${script}
  </head>
  <body></body>
</html>
`;
}

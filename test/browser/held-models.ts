import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const FLOW = new URL('../../public/models/flow/', import.meta.url);

/** A model that waits: whoever comes first, the one who lets it go or the one who asks for it, the other ends the wait. */
interface Gate {
  opened: Promise<void>;
  open: () => void;
}

/**
 * Serves the real flow model under `/held/<place>/`, whose `model.onnx` is not sent before `…/let-go` is asked for, so
 * that a test of what happens while a model loads does not depend on how long that takes.
 */
export function heldModels(): Plugin {
  const gates = new Map<string, Gate>();
  const gateOf = (place: string) => {
    const gate = gates.get(place) ?? createGate();
    gates.set(place, gate);
    return gate;
  };
  return {
    name: 'held-models',
    configureServer(server) {
      server.middlewares.use('/held', async (request, response) => {
        const [, place = '', file = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
        response.setHeader('cache-control', 'no-store');
        if (file === 'let-go') {
          gateOf(place).open();
          return void response.end();
        }
        if (file === 'model.onnx') await gateOf(place).opened;
        const body = await readFile(new URL(file, FLOW)).catch(() => undefined);
        if (!body) response.statusCode = 404;
        response.end(body ?? 'not here');
      });
    },
  };
}

function createGate(): Gate {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

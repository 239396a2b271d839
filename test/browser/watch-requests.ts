import relaxedUrl from '../../worker/inference/small-runtime-relaxed.wasm?url';

// A worker called "new" takes the runtime for processors with a dot product, whatever this one has; one called "old" runs where there is no relaxed SIMD: no module with a relaxed dot product is valid there.
if (self.name === 'old') {
  const { validate } = WebAssembly;
  const isRelaxed = (bytes: BufferSource) => [...new Uint8Array(bytes as ArrayBuffer)].join().includes('253,147,2');
  WebAssembly.validate = (bytes) => validate(bytes) && !isRelaxed(bytes);
}

const requests = new BroadcastChannel('requests');
const original = self.fetch;

// Tells the page what this worker asks for. In a worker called "damaged" the small runtime comes with a hole in it; a
// folder called "silent" never answers.
self.fetch = async (input, init) => {
  const url = runtimeUrl(String(input));
  requests.postMessage(url);
  if (url.includes('/silent/')) return new Promise(() => {});
  const response = await original(url, init);
  if (self.name !== 'damaged' || !url.includes('small-runtime')) return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 1000);
  return new Response(bytes);
};

function runtimeUrl(url: string): string {
  return self.name === 'new' && url.includes('small-runtime') ? new URL(relaxedUrl, location.href).href : url;
}

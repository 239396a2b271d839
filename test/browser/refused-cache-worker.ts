import '../../worker/index';

// The real worker, whose browser refuses what the worker's name says.
const refuse = async () => {
  throw new DOMException('there is no room', 'QuotaExceededError');
};
if (self.name === 'caches') {
  // As in an insecure context.
  Object.defineProperty(self, 'caches', { value: undefined });
} else if (self.name === 'the property') {
  // As in a sandbox.
  Object.defineProperty(self, 'caches', {
    get() {
      throw new DOMException('the context is sandboxed', 'SecurityError');
    },
  });
} else if (self.name === 'open') {
  CacheStorage.prototype.open = refuse;
} else {
  Object.assign(Cache.prototype, { [self.name]: refuse });
}

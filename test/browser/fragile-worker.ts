import '../../worker/index';

// The real worker, which fails as soon as it is told to.
addEventListener('message', ({ data }) => {
  if (data === 'fail') throw new Error('out of memory');
});

// comlink ships types for its Node adapter, but under a name that its module file does not lead to.
declare module 'comlink/dist/esm/node-adapter.mjs' {
  export { default } from 'comlink/dist/esm/node-adapter';
}

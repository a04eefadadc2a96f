import { register } from 'tsx/esm/api';

// Runs worker.ts as it stands, for tests and benchmarks: tsx reads TypeScript in the main thread only. The service
// itself runs the worker that scripts/build.mjs bundles.
register();
await import('./worker.js');

import { parentPort, threadId } from 'node:worker_threads';

/** Stands for the worker in tests: does what the title of a sheet says. */
parentPort?.on('message', ({ title }) => {
  if (title === 'crash') throw new Error('out of order');
  if (title === 'exit') process.exit(3);
  if (title === 'fault') parentPort?.postMessage({ fault: 'no such font' });
  if (title === 'thread') parentPort?.postMessage({ pdf: new Uint8Array([threadId]) });
  // `hang` is never answered.
});

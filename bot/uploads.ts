import { mayFetch, openFileConnections } from './downloads.js';

/** A turn is delivered again after 15 seconds, and Teams waits for the answer. */
const PATIENCE_MS = 8_000;

/** Puts files where Teams says that a person wants them. */
export interface Uploads {
  /** Whether the file is there now. Where it may not be put, or the place does not take it: false. */
  put(address: string, file: Uint8Array): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Uploads only to OneDrive for Business and SharePoint, over https, as downloads.ts fetches: the address comes from
 * outside. One PUT with the whole file as its range (Microsoft Learn, "Send and receive files using bot": upload as to
 * an upload session of OneDrive). To send it again to the same session would not make a second file.
 */
export function openUploads(isTester: boolean, patienceMs = PATIENCE_MS): Uploads {
  const { dispatcherFor, close } = openFileConnections(patienceMs);
  return {
    put: async (address, file) => {
      if (!mayFetch(address, isTester)) return false;
      const url = new URL(address);
      const path = url.pathname + url.search;
      const headers = {
        'content-type': 'application/pdf',
        'content-length': String(file.length),
        'content-range': `bytes 0-${file.length - 1}/${file.length}`,
      };
      const signal = AbortSignal.timeout(patienceMs);
      const request = { origin: url.origin, path, method: 'PUT' as const, headers, body: Buffer.from(file), signal };
      return dispatcherFor(url)
        .request(request)
        .then(async ({ statusCode, body }) => {
          await body.dump();
          return statusCode === 200 || statusCode === 201;
        })
        .catch(() => false);
    },
    close,
  };
}

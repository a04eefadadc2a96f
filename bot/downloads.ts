import { lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';
import type { FetchedFile } from '../dialogs/turn.js';
import { LARGEST_FILE } from '../membership/request-file.js';
import { ok, refuse } from '../membership/result.js';

/** A turn is delivered again after 15 seconds, so that a file must be here well before. */
const PATIENCE_MS = 8_000;
const MOST_REDIRECTS = 3;

const TOO_BIG = refuse({ code: 'too-big' as const });
const UNREACHABLE = refuse({ code: 'unreachable' as const });

/** Fetches the files that people send. */
export interface Downloads {
  fetch(url: string): Promise<FetchedFile>;
  close(): Promise<void>;
}

/**
 * Fetches only from where Teams keeps the files of its chats: OneDrive for Business and SharePoint, over https. Every
 * redirect is checked like the first address, and a name that leads into a private network is not followed. In tester
 * mode this machine is allowed too, which is where the Emulator and the Playground keep theirs.
 */
export function openDownloads(isTester: boolean, patienceMs = PATIENCE_MS): Downloads {
  const { dispatcherFor, close } = openFileConnections(patienceMs);
  return {
    fetch: async (address) => {
      if (address.startsWith('data:')) return fromData(address);
      const signal = AbortSignal.timeout(patienceMs);
      return follow(address, isTester, (url) => requestOf(url, dispatcherFor(url), signal)).catch(() => UNREACHABLE);
    },
    close,
  };
}

/** Connections to where files are kept: outside of this machine only to addresses on the public internet. */
export function openFileConnections(patienceMs: number) {
  const limits = { headersTimeout: patienceMs, bodyTimeout: patienceMs };
  const outside = new Agent({ ...limits, connect: { timeout: 5_000, lookup: publicOnly(lookUp) } });
  const here = new Agent({ ...limits, connect: { timeout: 5_000 } });
  return {
    dispatcherFor: (url: URL): Agent => (isLoopback(url) ? here : outside),
    close: async (): Promise<void> => {
      await Promise.all([outside.close(), here.close()]);
    },
  };
}

/** A small file within the address itself, as the Emulator sends it. */
function fromData(address: string): FetchedFile {
  const [, base64, data] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(address) ?? [];
  if (data === undefined) return UNREACHABLE;
  try {
    return ok(base64 ? Buffer.from(data, 'base64') : Buffer.from(decodeURIComponent(data)));
  } catch {
    return UNREACHABLE;
  }
}

type Answer = Awaited<ReturnType<typeof requestOf>>;

const requestOf = (url: URL, dispatcher: Agent, signal: AbortSignal) =>
  dispatcher.request({ origin: url.origin, path: url.pathname + url.search, method: 'GET', signal });

async function follow(address: string, isTester: boolean, ask: (url: URL) => Promise<Answer>): Promise<FetchedFile> {
  let next = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    if (!mayFetch(next, isTester)) return UNREACHABLE;
    const url = new URL(next);
    const { statusCode, headers, body } = await ask(url);
    const to = headers.location;
    if (statusCode === 200) return read(body, Number(headers['content-length'] ?? 0));
    await body.dump();
    if (statusCode < 300 || statusCode > 399 || typeof to !== 'string' || !URL.canParse(to, url.href))
      return UNREACHABLE;
    next = new URL(to, url).href;
  }
  return UNREACHABLE;
}

async function read(body: Answer['body'], announced: number): Promise<FetchedFile> {
  const chunks: Buffer[] = [];
  let size = announced;
  if (announced <= LARGEST_FILE) {
    size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_FILE) break;
      chunks.push(chunk);
    }
  }
  // Ends a connection that would go on sending; one that has been read to its end is not touched.
  body.destroy();
  return size > LARGEST_FILE ? TOO_BIG : ok(Buffer.concat(chunks));
}

/** Where Teams keeps the files of chats. Files do not work in the government clouds, which have other names. */
const FILE_HOSTS = /^[a-z0-9-]+\.sharepoint\.com$/;

/** Whether a file may be fetched from an address at all, or put there. */
export function mayFetch(address: string, isTester: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password) return false;
  if (isTester && isLoopback(url)) return /^https?:$/.test(url.protocol);
  return url.protocol === 'https:' && !url.port && FILE_HOSTS.test(url.hostname);
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6');

/** Addresses that are not on the public internet (IANA's special-purpose registries). */
export const isPrivateAddress = (address: string): boolean =>
  PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Looks a name up and fails where any of its addresses is private: what is connected to is what was checked. */
export function publicOnly(lookup: typeof lookUp): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (fault, found) => {
      const hidden = found?.find(({ address }) => isPrivateAddress(address));
      const first = found?.[0];
      if (fault || hidden || !first) {
        callback(fault ?? new Error(`${hostname} is not on the public internet`), '', 0);
      } else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

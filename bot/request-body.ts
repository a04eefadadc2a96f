import type { IncomingMessage } from 'node:http';

/** The body is larger than this service takes: 413. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** The client went away before its body was whole: there is nobody to answer. */
export class ClientGone extends Error {
  override name = 'ClientGone';
}

/** The whole body, at most `limit` bytes; the rest of a larger one is not read. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(request);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request) {
      size += (part as Buffer).length;
      if (size > limit) throw tooLarge(request);
      parts.push(part as Buffer);
    }
  } catch (cause) {
    throw request.errored && !request.complete ? new ClientGone('The client went away', { cause }) : cause;
  }
  return Buffer.concat(parts);
}

/** The connection is closed after the answer, or the client would go on sending. */
function tooLarge(request: IncomingMessage): BodyTooLarge {
  request.resume();
  return new BodyTooLarge('The body is too large');
}

import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An upload that came in. */
export interface Upload {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Stands for the place where Teams lets a bot upload a file, on loopback. */
export interface FakeOneDrive {
  /** Where to upload, each a session of its own. */
  uploadUrl(): string;
  uploads: Upload[];
  /** What the next upload is answered with; `hang` leaves it without an answer. */
  answerNext(status: number | 'hang'): void;
  close(): Promise<void>;
}

export async function startFakeOneDrive(): Promise<FakeOneDrive> {
  const uploads: Upload[] = [];
  const answers: (number | 'hang')[] = [];
  let sessions = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = answers.shift() ?? 201;
    if (answer === 'hang') return;
    const isTaken = request.method === 'PUT' && answer < 300;
    if (isTaken) uploads.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
    response.statusCode = request.method === 'PUT' ? answer : 405;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    uploadUrl: () => {
      sessions += 1;
      return `http://127.0.0.1:${port}/_api/v2.0/drive/items/${sessions}/uploadSession?guid=${sessions}&overwrite=True`;
    },
    uploads,
    answerNext: (answer) => void answers.push(answer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

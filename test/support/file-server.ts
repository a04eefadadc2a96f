import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A place on loopback where files can be fetched, as the Emulator's own is. */
export interface FileServer {
  url: string;
  /** Paths that were asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Starts it with an answer for each path. */
export async function startFileServer(answers: Record<string, Answer>): Promise<FileServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers[request.url ?? ''];
    if (answer) answer(response, request);
    else answerWith(response, 404);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Not chained on writeHead, which restify changes for everybody in the process. */
export function answerWith(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | number> = {},
  body?: string,
): void {
  response.writeHead(status, headers);
  response.end(body);
}

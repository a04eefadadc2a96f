import { Agent, request } from 'node:http';

/** What a person says, and words that stand in the answer where all is well. */
export interface Line {
  text: string;
  expect: string;
}

/** The tenant of a person; each belongs to a partner of their own. */
export const tenantOf = (person: number): string => `7e57ab1e-0000-4000-8000-${String(person).padStart(12, '0')}`;

export const objectIdOf = (person: number): string => `0b1ec71d-0000-4000-8000-${String(person).padStart(12, '0')}`;

let ids = 0;

/** A message in a person's own chat, with the fields that Teams sends. */
export function activityOf(person: number, text: string, serviceUrl: string) {
  ids += 1;
  const now = new Date().toISOString();
  return {
    type: 'message',
    id: `${process.pid}-${Date.now()}-${ids}`,
    timestamp: now,
    localTimestamp: now,
    localTimezone: 'Europe/Paris',
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:person-${person}`, name: `Person ${person}`, aadObjectId: objectIdOf(person) },
    conversation: { conversationType: 'personal', tenantId: tenantOf(person), id: `a:conversation-${person}` },
    recipient: { id: '28:bot', name: 'Membership' },
    entities: [{ locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Paris', type: 'clientInfo' }],
    channelData: { tenant: { id: tenantOf(person) } },
    textFormat: 'plain',
    locale: 'en-US',
    text,
  };
}

/** Posts activities to a bot over kept connections. */
export class Sender {
  private readonly agent: Agent;

  constructor(
    private readonly port: number,
    private readonly token: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** The status of the answer. Rejects where none came. */
  post(activity: object): Promise<number> {
    const body = JSON.stringify(activity);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${this.token}`,
    };
    const where = { host: '127.0.0.1', port: this.port, path: '/api/messages', method: 'POST', headers };
    return new Promise((resolve, reject) => {
      const sending = request({ ...where, agent: this.agent }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      sending.on('error', reject).end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

import type { PartnerAccount } from '../membership/partner.js';
import type { RequestNumber } from '../membership/request-number.js';
import type { RequestMessage } from '../membership/service-request.js';
import { messageKey } from './document-kinds.js';
import type { Documents } from './documents.js';

/** The messages that a request of this account counts, oldest first; a damaged one is set aside and left out. */
export async function messagesOf(
  documents: Documents<RequestMessage>,
  account: PartnerAccount | undefined,
  number: RequestNumber,
): Promise<RequestMessage[]> {
  const count = account?.requests.find((request) => request.number === number)?.messages ?? 0;
  const keys = Array.from({ length: count }, (_, at) => messageKey(number, at + 1));
  const found = await Promise.all(keys.map((key) => documents.read(key)));
  return found.filter((message) => message !== undefined);
}

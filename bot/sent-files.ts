import type { Activity, Attachment } from 'botbuilder';
import type { SentFile } from '../dialogs/turn.js';

/** How Teams sends a file in a personal chat (Microsoft Learn, "Send and receive files using bot"). */
const TEAMS_FILE = 'application/vnd.microsoft.teams.file.download.info';

/** What channels put beside a message that is no file of the person's: the message itself as HTML, and cards. */
const NO_FILE = /^(text\/html|application\/vnd\.microsoft\.card\..+|application\/vnd\.microsoft\.teams\.card\..+)$/i;

/** The files that came with a message, with the addresses from which they can be fetched for some minutes. */
export function filesIn({ attachments }: Activity): SentFile[] {
  return (attachments ?? []).filter(({ contentType }) => !NO_FILE.test(String(contentType))).map(fileOf);
}

function fileOf({ contentType, contentUrl, content, name }: Attachment): SentFile {
  const url = contentType === TEAMS_FILE ? (content as { downloadUrl?: unknown } | undefined)?.downloadUrl : contentUrl;
  return { name: typeof name === 'string' ? name : nameFrom(contentType), url: typeof url === 'string' ? url : '' };
}

/** A picture that was pasted has a type and no name. */
const nameFrom = (contentType: unknown): string => `file.${String(contentType).split('/').at(-1)}`;

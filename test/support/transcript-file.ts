/** A conversation as a file that people can read; test/support/transcript.ts explains the format. */
export interface Transcript {
  settings: Record<string, string>;
  scenes: Scene[];
}

/** What the person did or what happened, and what the bot said to it, each line as it stands in the file. */
export interface Scene {
  /** Remarks above it, with their `#`. */
  remarks: string[];
  /** With its mark: `> …` or `* …`. */
  act: string;
  heard: string[];
}

const DIVIDER = '---';

/** Reads a transcript. @throws where a line stands before the first act or a setting has no colon */
export function readTranscript(text: string): Transcript {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const divider = lines.indexOf(DIVIDER);
  if (divider < 0) throw new Error(`A transcript has its settings above a line "${DIVIDER}"`);
  const settings = Object.fromEntries(lines.slice(0, divider).filter(Boolean).map(readSetting));
  return { settings, scenes: readScenes(lines.slice(divider + 1)) };
}

function readSetting(line: string): [string, string] {
  const [, name, value] = /^(\w+):\s*(.*)$/.exec(line) ?? [];
  if (!name || value === undefined) throw new Error(`This is no setting of a transcript: ${line}`);
  return [name, value];
}

function readScenes(lines: string[]): Scene[] {
  const scenes: Scene[] = [];
  let remarks: string[] = [];
  for (const line of lines.filter(Boolean)) {
    if (line.startsWith('#')) remarks.push(line);
    else if (/^[>*]/.test(line)) {
      scenes.push({ remarks, act: line, heard: [] });
      remarks = [];
    } else heardIn(scenes).push(line);
  }
  return scenes;
}

function heardIn(scenes: Scene[]): string[] {
  const scene = scenes.at(-1);
  if (!scene) throw new Error('A transcript begins with what the person does');
  return scene.heard;
}

/** The file for a transcript, as it is kept. */
export function writeTranscript({ settings, scenes }: Transcript): string {
  const head = Object.entries(settings).map(([name, value]) => `${name}: ${value}`);
  const body = scenes.flatMap(({ remarks, act, heard }) => ['', ...remarks, act, ...heard]);
  return `${[...head, DIVIDER, ...body].join('\n')}\n`;
}

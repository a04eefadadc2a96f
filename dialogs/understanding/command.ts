import { lexicon, phrases, scanWhole } from './lexicon.js';
import { ALL_WORDS } from './words/all-words.js';
import { COMMANDS, type Command } from './words/language-words.js';

export type { Command };

const PHRASES = lexicon<Command | 'small-talk'>(
  ALL_WORDS.flatMap((words) => [
    ...COMMANDS.map((command) => [command, phrases(words.commands[command])] as const),
    ['small-talk', phrases(words.commanding)] as const,
  ]),
);

/** Longer texts are never a plain command. */
const LONGEST_COMMAND = 120;

/**
 * What a person can say at any step: one command and nothing else but small talk around it. "Cancel my
 * subscription" is a wish, not a command.
 */
export function readCommand(text: string): Command | undefined {
  if (text.length > LONGEST_COMMAND) return undefined;
  const commands = new Set(scanWhole(text, PHRASES)?.filter((tag) => tag !== 'small-talk'));
  const [command] = commands;
  return commands.size === 1 ? command : undefined;
}

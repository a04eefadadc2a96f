/**
 * What a rule or an action answers. A refusal that a person can cause is a value with a `code` that the
 * conversation has a sentence for; a fault (disk, network, bug) is thrown instead.
 */
export type Result<Value, Refusal extends { code: string } = { code: string }> =
  | { ok: true; value: Value }
  | { ok: false; problem: Refusal };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const refuse = <Refusal extends { code: string }>(problem: Refusal): { ok: false; problem: Refusal } => ({
  ok: false,
  problem,
});

/**
 * Edits (a letter put in, left out, replaced, or swapped with the next) that make one text of the other:
 * Damerau-Levenshtein, restricted. More than `limit` is answered as `limit + 1`.
 */
export function editDistance(a: readonly string[], b: readonly string[], limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = nextRow(a, b, row, above, before);
    if (Math.min(...current) > limit) return limit + 1;
    [before, above] = [above, current];
  }
  return Math.min(above[b.length] ?? 0, limit + 1);
}

function nextRow(a: readonly string[], b: readonly string[], row: number, above: number[], before: number[]): number[] {
  const current = [row];
  for (let column = 1; column <= b.length; column += 1) {
    const same = a[row - 1] === b[column - 1];
    const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    const cheapest = Math.min(
      at(above, column) + 1,
      at(current, column - 1) + 1,
      at(above, column - 1) + (same ? 0 : 1),
    );
    current.push(swapped ? Math.min(cheapest, at(before, column - 2) + 1) : cheapest);
  }
  return current;
}

const at = (row: number[], column: number): number => row[column] ?? 0;

/** Prints a table: a title, a row of column heads, rows; the first column is aligned left, the others right. */
export function printTable(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[0] ?? 0))).join('  ');
  console.log(`\n${title}\n`);
  for (const cells of [heads, widths.map((width) => '-'.repeat(width)), ...rows]) console.log(`  ${line(cells)}`);
}

/** How far one reads back in one export; more is for the server's own exports. */
export const MOST_ROWS = 20_000;

/** Follows the cursor of a list to its end. More than `MOST_ROWS` come out only where there was more than that. */
export async function readAll<Row, Cursor>(
  page: (cursor: Cursor | undefined) => Promise<{ rows: readonly Row[]; next: Cursor | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: Cursor | undefined;
  do {
    const answer = await page(cursor);
    rows.push(...answer.rows);
    cursor = answer.next ?? undefined;
  } while (cursor !== undefined && rows.length <= MOST_ROWS);
  return rows;
}

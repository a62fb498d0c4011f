/** Opens a data folder's database, adds a row, tells how many there are, and waits. Run by a test as a process of its own. */
import { lockDataDir, openDatabase } from '@tarim/platform';
import { sql } from 'kysely';

const dataDir = process.argv[2]!;
try {
  const unlock = lockDataDir(dataDir);
  const open = await openDatabase({ dataDir, onEvent: (message) => console.log(message) });
  // Before anything is told: who reads it may end us at once.
  process.on('SIGTERM', async () => {
    await open.stop();
    unlock();
    process.exit(0);
  });
  await sql`create table if not exists public.survivor (id int generated always as identity)`.execute(
    open.db,
  );
  await sql`insert into public.survivor default values`.execute(open.db);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from public.survivor`.execute(open.db);
  console.log(`rows ${rows[0]!.n}`);
  setInterval(() => {}, 1_000);
} catch (error) {
  console.log((error as { code?: string }).code ?? error);
  process.exit(1);
}

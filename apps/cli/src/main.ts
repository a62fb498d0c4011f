import { tarim } from './cli.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of our pipe has gone (`| head`): nothing more to say.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await tarim(process.argv.slice(2), process);

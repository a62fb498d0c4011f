import { findCommand, helpText } from './commands.ts';

/** `tarim …`: finds the command by its longest name, runs it, and turns its answer into the exit code. */
const argv = process.argv.slice(2);
const found = await findCommand(argv);
if (!found) {
  const asked = argv.length === 0 || argv[0] === '--help' || argv[0] === 'help';
  (asked ? process.stdout : process.stderr).write(helpText());
  process.exitCode = asked ? 0 : 2;
} else {
  const { command, rest } = found;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of our pipe has gone (`| head`): nothing more to say.
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  if (rest.includes('--help')) process.stdout.write(`${command.help.trim()}\n`);
  else if (rest.includes('--schema') && command.schema)
    process.stdout.write(`${JSON.stringify(command.schema, null, 2)}\n`);
  else process.exitCode = await command.run(rest, process.stdin, process.stdout, process.stderr);
}

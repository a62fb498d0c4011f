import { readFileSync } from 'node:fs';
import type { Streams } from './command.ts';
import { commandNames, findCommand, groupOf, helpText, loadCommand } from './commands.ts';

/** `tarim …`: finds the command by its longest name, answers what every command answers, runs it; gives the exit code. */
export async function tarim(given: readonly string[], streams: Streams): Promise<number> {
  const { stdin, stdout, stderr } = streams;
  const argv = given[0] === 'help' ? [...given.slice(1), '--help'] : given;
  const asks = (...words: string[]) => argv.some((one) => words.includes(one));
  const found = await findCommand(argv);
  const group = found ? null : groupOf(argv);
  if (found || group !== null) {
    const names = found ? [found.command.name] : commandNames(group!);
    if (asks('--help', '-h') || argv.length === 0) {
      stdout.write(found ? `${found.command.help.trim()}\n` : helpText(names));
      return 0;
    }
    if (asks('--version')) {
      stdout.write(`tarim ${version()}\n`);
      return 0;
    }
    if (asks('--schema')) {
      stdout.write(`${JSON.stringify(found ? found.command.schema : await schemasOf(names), null, 2)}\n`);
      return 0;
    }
  }
  if (found) return found.command.run(found.rest, stdin, stdout, stderr);
  stderr.write(
    `不认识的命令 unknown command: tarim ${argv.join(' ')}\n\n${helpText(commandNames(group ?? ''))}`,
  );
  return 2;
}

async function schemasOf(names: readonly string[]): Promise<object> {
  const commands = await Promise.all(names.map(loadCommand));
  return Object.fromEntries(commands.map((command) => [command.name, command.schema]));
}

function version(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

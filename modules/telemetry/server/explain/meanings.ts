import { COMMANDS, EDITIONS, type Edition, flagMeaning as hj212Flag } from '@tarim/hj212';

const TITLES = new Map(COMMANDS.map((command) => [command.cn, `${command.zh} ${command.en}`]));

/** What a command number asks for or brings. */
export function commandTitle(cn: string): string {
  return TITLES.get(cn) ?? '标准未列的命令 not listed in the standard';
}

/** What a data mark says; marks nobody has described are told as such. */
export function flagMeaning(mark: string, edition: string | null): string {
  const known = hj212Flag(mark, EDITIONS.includes(edition as Edition) ? (edition as Edition) : '2017');
  return known ? `${known.zh} ${known.en}` : '未说明的标记 undescribed mark';
}

import { COMMANDS, EDITIONS, type Edition, flagMeaning as hj212Flag } from '@tarim/hj212';

type Words = 'zh' | 'en';
const COMMAND_OF = new Map(COMMANDS.map((command) => [command.cn, command]));

/** What a command number asks for or brings. */
export function commandTitle(cn: string, language: Words = 'zh'): string {
  return (
    COMMAND_OF.get(cn)?.[language] ?? (language === 'en' ? 'not listed in the standard' : '标准未列的命令')
  );
}

/** What a data mark says; marks nobody has described are told as such. */
export function flagMeaning(mark: string, edition: string | null, language: Words): string {
  const known = hj212Flag(mark, EDITIONS.includes(edition as Edition) ? (edition as Edition) : '2017');
  return known?.[language] ?? (language === 'en' ? 'a mark nobody has described' : '未说明的标记');
}

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));
const SC = '@expo-google-fonts/noto-sans-sc';
const ARABIC = '@expo-google-fonts/noto-sans-arabic';

/** The family by which pictures name the letters. */
export const FONT = 'Noto Sans SC';

/** Folders with a font file each: Chinese with Latin, and Arabic letters for Uyghur; regular and bold. */
export function fontFolders(): string[] {
  return [SC, ARABIC].flatMap((name) =>
    ['400Regular', '700Bold'].map((weight) => join(folderOf(name), weight)),
  );
}

export function fontFiles(): string[] {
  const file = (name: string, family: string, weight: string) =>
    join(folderOf(name), weight, `${family}_${weight}.ttf`);
  return ['400Regular', '700Bold'].flatMap((weight) => [
    file(SC, 'NotoSansSC', weight),
    file(ARABIC, 'NotoSansArabic', weight),
  ]);
}

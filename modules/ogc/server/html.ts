import type { Link } from './answer.ts';

/** A small page: readable without scripts, for people who follow a link of these interfaces. */
export interface Page {
  readonly title: string;
  readonly language: 'zh-CN' | 'en';
  /** From the top down. */
  readonly path: readonly { readonly title: string; readonly href: string }[];
  readonly body: string;
  readonly links: readonly Link[];
}

export function escapeHtml(text: unknown): string {
  return String(text ?? '').replace(
    /[&<>"']/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char]!,
  );
}

const STYLE = `
:root{color-scheme:light dark;--line:#d9dee3;--ink:#1f2a33;--soft:#5b6b78;--link:#0f6e84;--ground:#fff;--head:#f4f7f8}
@media (prefers-color-scheme:dark){:root{--line:#36424c;--ink:#e4eaee;--soft:#9db0bd;--link:#6cc6da;--ground:#141b20;--head:#1d262d}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.25rem 1rem 3rem}h1{font-size:1.5rem;margin:.4rem 0 .6rem;overflow-wrap:anywhere}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
nav,.soft{color:var(--soft);font-size:.9rem}a{color:var(--link)}.wide{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;padding:.4rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
th{background:var(--head);white-space:nowrap;font-weight:600}tr:last-child>*{border-bottom:0}td{overflow-wrap:anywhere;min-width:5rem}
ul{padding-left:1.2rem}.next{display:inline-block;margin:1rem 0}code{overflow-wrap:anywhere}`;

export function pageHtml({ title, language, path, body, links }: Page): string {
  const trail = path
    .map((one) => `<a href="${escapeHtml(one.href)}">${escapeHtml(one.title)}</a> / `)
    .join('');
  const listed = links
    .filter((one) => !one.templated)
    .map(
      (one) =>
        `<li><a href="${escapeHtml(asData(one))}">${escapeHtml(one.title ?? one.rel)}</a> <span class="soft">${escapeHtml(one.type ?? '')}</span></li>`,
    )
    .join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)} · 塔里木 Tarim</title><style>${STYLE}</style></head><body><main><nav>${trail}${escapeHtml(title)}</nav><h1>${escapeHtml(title)}</h1>${body}<h2>${language === 'en' ? 'Links' : '链接'}</h2><ul>${listed}</ul></main></body></html>`;
}

/** A browser that follows a link to data says that it wants pages: the address says otherwise. */
function asData({ href, type }: Link): string {
  const data = type?.includes('json') && !href.includes('?') && !href.endsWith('.json');
  return data ? `${href}?f=json` : href;
}

export function tableHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    row.map((one) => `<${tag}>${one}</${tag}>`).join('');
  return `<div class="wide"><table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table></div>`;
}

export const linkHtml = (href: string, text: unknown): string =>
  `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;

import type { Context, Language } from '@tarim/platform';
import { DEFAULT_LINKS, type PortalLinks, portalFactsHtml } from '../domain/portal-html.ts';
import { snapshotsOf } from '../snapshots.ts';
import { textIn } from '../texts.ts';
import { airNow } from './air-now.ts';

/**
 * The portal's main facts as an HTML fragment, so that they can be read without JavaScript. Nothing in it depends on
 * who asks; it is made from the same kept answer as the air page.
 */
export async function renderPortalFacts(
  ctx: Context,
  lang: Language,
  links: PortalLinks = DEFAULT_LINKS,
): Promise<string> {
  const { body } = await snapshotsOf(ctx).get('air', () => airNow(ctx));
  return portalFactsHtml(body as Awaited<ReturnType<typeof airNow>>, lang, textIn(lang), links);
}

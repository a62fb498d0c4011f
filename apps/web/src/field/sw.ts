/// <reference lib="webworker" />
/**
 * The programme itself without network: the page and its scripts are kept at the first visit, and a new edition replaces them when
 * it is there whole. Data never go through here: they are in the vault.
 */
declare const self: ServiceWorkerGlobalScope;

/** Filled in by the build: files of this edition. */
const FILES = JSON.parse('__FIELD_FILES__') as string[];
const EDITION = 'tarim-field-__FIELD_EDITION__';
const PAGE = '/field';
/** A weak network is worse than none: after this the kept page is shown. */
const PATIENCE_MS = 3_000;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(EDITION)
      .then((cache) => cache.addAll([PAGE, ...FILES]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((one) => one.startsWith('tarim-field-') && one !== EDITION)
            .map((one) => caches.delete(one)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate' && (url.pathname === PAGE || url.pathname.startsWith(`${PAGE}/`)))
    event.respondWith(pageOf(event.request));
  else if (FILES.includes(url.pathname)) event.respondWith(fileOf(event.request));
});

async function pageOf(request: Request): Promise<Response> {
  const kept = await caches.match(PAGE);
  if (!kept) return fetch(request);
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([late, fetch(request).then((answer) => (answer.ok ? answer : kept))]).catch(() => kept);
}

async function fileOf(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

export {};

/** Language of words that are made on the server: the reader's first preference, Chinese otherwise. */
export function languageOf(headers: { readonly 'accept-language'?: string }): 'zh' | 'en' {
  return headers['accept-language']?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh';
}

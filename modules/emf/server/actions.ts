/** What people may do (see `identity`'s roles). */
export const MANAGE = 'emf.manage';
export const REVIEW = 'emf.review';
export const FILE = 'emf.file';
export const PETITION = 'emf.petition';

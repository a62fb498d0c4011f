/** What other modules may ask field, on the server. Read-only. */
export {};

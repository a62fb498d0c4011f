/** What other modules may ask, on the server. Read-only. Nothing so far. */
export {};

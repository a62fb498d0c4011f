/** What other modules may ask of data collection, on the server. Read-only. */
export {};

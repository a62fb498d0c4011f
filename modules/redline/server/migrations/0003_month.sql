-- What happened in a month is asked by its time; events are only ever added, so that a summary of ranges is enough.
create index patch_event_at on redline.patch_event using brin (at);

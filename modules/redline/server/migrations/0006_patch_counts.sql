-- Counts of all patches are read from here: their rows hold outlines, and are twenty times as large.
create index patch_counted on redline.patch (state, level, unit_path) include (due_at, judgement);

-- What the person sees who is asked.
alter table prompt add column photo text;

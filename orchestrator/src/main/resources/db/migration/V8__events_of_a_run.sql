create index event_run on event (run_id);
create index event_kind on event (kind, id);

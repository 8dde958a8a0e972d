create index event_run on event (run_id);

-- What a request with an Idempotency-Key was answered, so that its repeat does nothing anew.
create table request_key (
    id text not null primary key,
    digest text not null,
    answer text not null
);

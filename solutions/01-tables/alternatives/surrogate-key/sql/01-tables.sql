-- Step 1: two tables. A stream is a key; its value, ordered events.

create table streams (
    stream_id text   not null primary key,
    version   bigint not null check (version >= 0)
) with (fillfactor = 70);       -- room on each page for the row's next version: a cheap (HOT) update

create table events (
    id          bigint      generated always as identity primary key,
    stream_id   text        not null,
    version     bigint      not null check (version >= 1),
    event_id    uuid        not null,
    type        text        not null,
    data        jsonb       not null,
    metadata    jsonb       not null default '{}',
    recorded_at timestamptz not null default now(),
    unique (stream_id, version)
);

-- Whoever uses the store may add events and read them. Nobody but the owner may change or delete one.
grant select, insert, update on streams to public;
grant select, insert on events to public;

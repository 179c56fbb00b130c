-- Step 2: the one function. It appends a batch at the end of a stream, whole or not at all.
-- The lesson is in exercises/02-appending/README.md.

-- When an event is recorded. Asked once a batch, with the stream's lock held. Module 05 gives it a better clock.
create function event_time(stream text) returns timestamptz
    language sql
    stable
return now();

-- Appends events at the end of a stream.
--
--   stream            the stream's id; a stream begins with its first event
--   expected_version  null: any; -1: the stream exists; 0: it does not; n: its last event is version n
--   event_ids ...     one array a column, all of one length, in order
--
-- Returns the stream's new version.
-- Raises ES001 when the stream is not as expected, its actual version in DETAIL; ES002 when the batch is empty.
create function append_to_stream(
    stream           text,
    expected_version bigint,
    event_ids        uuid[],
    event_types      text[],
    event_data       jsonb[],
    event_metadata   jsonb[]
) returns bigint
    language plpgsql
as $$
declare
    actual_version bigint := 0;     -- of the stream, before the batch; 0 when there is no such stream
    recorded       timestamptz;
begin
    -- TASK 1: refuse an empty batch, with errcode 'ES002' and a message that says it is empty.

    -- TASK 1: read the stream's version into actual_version. Where there is no row, select into leaves null, not 0.
    -- TASK 4: lock the stream too, so that what you have read stays true until you have written.

    -- TASK 3: when the stream is not as expected, raise errcode 'ES001' with detail = actual_version.

    recorded := event_time(stream);

    -- TASK 1: write the stream's new version to streams. This comes before the events: they may refer to its row.
    -- TASK 1: insert the batch, with the versions actual_version + 1, + 2, ..., and this given query as its source:
    --     select id, type, data, metadata, ordinality
    --       from unnest(event_ids, event_types, event_data, event_metadata)
    --            with ordinality as batch (id, type, data, metadata)
    -- Then return the stream's new version. Your lines replace this last statement:
    raise exception 'TODO task 1: append the batch (in sql/02-appending.sql)'
        using errcode = 'TODO1';
end;
$$;

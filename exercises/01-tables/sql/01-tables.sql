-- Step 1: two tables. A stream is a key; its value, ordered events.
-- The lesson is in exercises/01-tables/README.md: it names each column, its type and what it is for.

-- TASK 1: create the table streams, with the columns stream_id and version.

-- TASK 2: create the table events, with the columns stream_id, version, event_id, type, data, metadata and recorded_at.

-- TASK 4 (for home): say who may do what. Everybody (public) may append and read; nobody may rewrite what happened.

/** So that a command costs what it does, not what years have left: each query that commands ask often has an index that serves it. */
export const indexes = `
-- What is open, and of that what is due.
CREATE INDEX deliveries_state ON deliveries (state, due_at);
DROP INDEX deliveries_due;
CREATE INDEX deliveries_retry ON deliveries (due_at) WHERE state = 'scheduled' AND attempts > 0;
-- A look from afar, after every call: without the rows, whose messages are long.
CREATE INDEX deliveries_glance ON deliveries (id, state, due_at, channel, kind);
CREATE INDEX deliveries_file ON deliveries (file);
CREATE INDEX deliveries_remote ON deliveries (receipt_json ->> 'remoteId');
CREATE INDEX deliveries_of ON deliveries (of_id) WHERE of_id IS NOT NULL;

-- A page of the log by what it is about.
CREATE INDEX events_at ON events (at);
CREATE INDEX events_channel ON events (channel, id);
CREATE INDEX events_kind ON events (kind, id);
`;

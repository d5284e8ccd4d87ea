-- Functions, which each version replaces. Each is one round trip and, called alone, one
-- transaction that no client can leave open.

-- Whether a node is alive, which stays so until the end of the transaction.
CREATE OR REPLACE FUNCTION is_alive(me uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM nodes WHERE id = me AND state <> 'dead' FOR SHARE;
  RETURN FOUND;
END $$;

-- Adds events of bots that a node owns with these epochs. Returns the bots that it does not own,
-- whose events are not added; null for none. BS001: the node is dead, or there is none.
CREATE OR REPLACE FUNCTION append(
  me uuid, owned bigint[], epochs bigint[],
  bots bigint[], ids bigint[], shards bigint[], sequences bigint[], types text[], times bigint[],
  datas bytea[]
) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  refused bigint[];
BEGIN
  PERFORM 1 FROM nodes WHERE id = me AND state <> 'dead' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the node is dead' USING ERRCODE = 'BS001';
  END IF;
  SELECT array_agg(given.bot) INTO refused
    FROM unnest(owned, epochs) AS given(bot, epoch)
    LEFT JOIN ownership AS its
      ON its.bot = given.bot AND its.node = me AND its.epoch = given.epoch
    WHERE its.bot IS NULL;
  IF refused IS NULL THEN
    INSERT INTO events
      SELECT bot, id, nullif(shard, -1), nullif(sequence, -1), type, time, data
      FROM unnest(bots, ids, shards, sequences, types, times, datas)
        AS one(bot, id, shard, sequence, type, time, data);
  ELSE
    INSERT INTO events
      SELECT bot, id, nullif(shard, -1), nullif(sequence, -1), type, time, data
      FROM unnest(bots, ids, shards, sequences, types, times, datas)
        AS one(bot, id, shard, sequence, type, time, data)
      WHERE bot <> ALL (refused);
  END IF;
  RETURN refused;
END $$;

-- Adds a partition of the events for a range of ids, if it is not there.
CREATE OR REPLACE FUNCTION add_partition(name text, low text, high text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('botswain partitions'));
  IF NOT EXISTS (
    SELECT 1 FROM pg_inherits
    WHERE inhparent = 'events'::regclass AND inhrelid = to_regclass(name)
  ) THEN
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I (LIKE events INCLUDING ALL)', name);
    EXECUTE format(
      'ALTER TABLE events ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', name, low, high);
  END IF;
END $$;

-- The next revision. Who has it is the only one until its commit.
CREATE OR REPLACE FUNCTION next_revision() RETURNS bigint LANGUAGE sql AS $$
  UPDATE revisions SET n = n + 1 WHERE name = 'ownership' RETURNING n
$$;

-- The epoch of a new claim: microseconds of the clock, so that a database that has lost the last
-- claims in a failover does not give their epochs to others.
CREATE OR REPLACE FUNCTION next_epoch(last bigint) RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT greatest(last + 1, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)
$$;

CREATE OR REPLACE FUNCTION join_node(me uuid, its_url text, its_process text, its_sealing bytea)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO nodes VALUES (me, its_url, 'up', its_process, its_sealing, NULL)
    ON CONFLICT DO NOTHING;
  INSERT INTO beats VALUES (me, 0) ON CONFLICT DO NOTHING;
  DELETE FROM nodes WHERE died < now() - interval '1 hour';
  DELETE FROM beats WHERE NOT EXISTS (SELECT 1 FROM nodes WHERE id = node);
END $$;

-- Bots that need an owner.
CREATE OR REPLACE VIEW bots_in_use AS
  SELECT id AS bot FROM bots
  UNION SELECT bot FROM sessions
  UNION SELECT bot FROM webhooks;

-- A row of kind 0 has the revisions of ownership (n) and access (epoch), one of kind 1 is a node,
-- one of kind 2 an ownership. The beat comes first, and waits for whoever fences this node: what
-- follows then sees that it is dead.
CREATE OR REPLACE FUNCTION beat(me uuid, since bigint)
RETURNS TABLE (kind int, id uuid, url text, state text, n bigint, bot bigint, epoch bigint)
LANGUAGE plpgsql ROWS 100 AS $$
BEGIN
  UPDATE beats SET n = beats.n + 1 WHERE node = me;
  RETURN QUERY SELECT 0, NULL::uuid, NULL, NULL,
    (SELECT r.n FROM revisions r WHERE r.name = 'ownership'), NULL::bigint,
    (SELECT r.n FROM revisions r WHERE r.name = 'access');
  RETURN QUERY SELECT 1, nodes.id, nodes.url, nodes.state, coalesce(beats.n, 0), NULL::bigint,
    NULL::bigint
    FROM nodes LEFT JOIN beats ON beats.node = nodes.id
    WHERE died IS NULL OR died > now() - interval '10 minutes';
  IF since = 0 THEN
    RETURN QUERY SELECT 2, its.node, NULL, NULL, NULL::bigint, coalesce(its.bot, used.bot),
      coalesce(its.epoch, 0)
      FROM ownership AS its FULL JOIN bots_in_use AS used ON used.bot = its.bot
      WHERE its.node IS NOT NULL OR used.bot IS NOT NULL;
  ELSE
    RETURN QUERY SELECT 2, its.node, NULL, NULL, NULL::bigint, its.bot, its.epoch
      FROM ownership AS its WHERE revision > since;
  END IF;
END $$;

-- Whether the other node is dead after this. Raises lock_not_available if it is writing.
CREATE OR REPLACE FUNCTION fence(other uuid, seen bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  its_state text;
  its_beat bigint;
BEGIN
  PERFORM set_config('lock_timeout', '1s', true);
  SELECT state INTO its_state FROM nodes WHERE id = other FOR UPDATE;
  IF its_state IS NULL OR its_state = 'dead' THEN
    RETURN true;
  END IF;
  SELECT n INTO its_beat FROM beats WHERE node = other FOR UPDATE;
  IF its_beat <> seen THEN
    RETURN false;
  END IF;
  UPDATE nodes SET state = 'dead', died = now() WHERE id = other;
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION has_no_owner(its_node uuid) RETURNS boolean LANGUAGE sql AS $$
  SELECT its_node IS NULL
    OR NOT EXISTS (SELECT 1 FROM nodes WHERE id = its_node AND state <> 'dead')
$$;

CREATE OR REPLACE FUNCTION claim(me uuid, seen bigint[], owners uuid[], seen_epochs bigint[])
RETURNS TABLE (bot bigint, epoch bigint) LANGUAGE plpgsql AS $$
DECLARE
  rev bigint;
BEGIN
  IF NOT is_alive(me) THEN
    RETURN;
  END IF;
  rev := next_revision();
  RETURN QUERY
    UPDATE ownership AS its SET node = me, epoch = next_epoch(its.epoch), revision = rev
    FROM unnest(seen, owners, seen_epochs) AS was(bot, node, epoch)
    WHERE its.bot = was.bot AND its.epoch = was.epoch AND its.node IS NOT DISTINCT FROM was.node
      AND has_no_owner(its.node)
    RETURNING its.bot, its.epoch;
  RETURN QUERY
    INSERT INTO ownership AS its
    SELECT DISTINCT ON (was.bot) was.bot, me, next_epoch(0), rev
    FROM unnest(seen, owners, seen_epochs) AS was(bot, node, epoch)
    WHERE was.node IS NULL AND was.epoch = 0
    ON CONFLICT DO NOTHING
    RETURNING its.bot, its.epoch;
END $$;

-- BS001: this node is dead.
CREATE OR REPLACE FUNCTION take(me uuid, wanted bigint)
RETURNS TABLE (node uuid, epoch bigint) LANGUAGE plpgsql AS $$
DECLARE
  rev bigint;
  its ownership;
BEGIN
  IF NOT is_alive(me) THEN
    RAISE EXCEPTION 'the node is dead' USING ERRCODE = 'BS001';
  END IF;
  SELECT * INTO its FROM ownership WHERE bot = wanted;
  IF NOT FOUND OR has_no_owner(its.node) THEN
    rev := next_revision(); -- Nobody else changes an owner from here on.
    SELECT * INTO its FROM ownership WHERE bot = wanted;
    IF NOT FOUND OR has_no_owner(its.node) THEN
      INSERT INTO ownership VALUES (wanted, me, next_epoch(coalesce(its.epoch, 0)), rev)
        ON CONFLICT (bot) DO UPDATE
        SET node = excluded.node, epoch = excluded.epoch, revision = excluded.revision
        RETURNING * INTO its;
    END IF;
  END IF;
  RETURN QUERY SELECT its.node, its.epoch;
END $$;

CREATE OR REPLACE FUNCTION release(me uuid, given bigint[], given_epochs bigint[], heir uuid)
RETURNS TABLE (bot bigint, node uuid, epoch bigint) LANGUAGE plpgsql AS $$
DECLARE
  rev bigint;
  target uuid;
BEGIN
  SELECT id INTO target FROM nodes WHERE id = heir AND state = 'up' FOR SHARE;
  rev := next_revision();
  UPDATE ownership AS its SET node = target, revision = rev,
    epoch = CASE WHEN target IS NULL THEN its.epoch ELSE next_epoch(its.epoch) END
    FROM unnest(given, given_epochs) AS was(bot, epoch)
    WHERE its.bot = was.bot AND its.epoch = was.epoch AND its.node = me;
  RETURN QUERY SELECT was.bot, its.node, coalesce(its.epoch, was.epoch)
    FROM unnest(given, given_epochs) AS was(bot, epoch)
    LEFT JOIN ownership AS its ON its.bot = was.bot;
END $$;

CREATE OR REPLACE FUNCTION leave(me uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  rev bigint;
BEGIN
  UPDATE nodes SET state = 'dead', died = now() WHERE id = me AND state <> 'dead';
  rev := next_revision();
  UPDATE ownership SET node = NULL, revision = rev WHERE node = me;
END $$;

-- Bots whose logs a node trims: its own, and for the first node those that nobody owns.
CREATE OR REPLACE FUNCTION bots_to_trim(me uuid) RETURNS TABLE (bot bigint) LANGUAGE sql AS $$
  SELECT logs.bot FROM logs
  LEFT JOIN ownership ON ownership.bot = logs.bot
  LEFT JOIN nodes ON nodes.id = ownership.node AND nodes.state <> 'dead'
  WHERE nodes.id = me OR nodes.id IS NULL
    AND me = (SELECT id FROM nodes WHERE state <> 'dead' ORDER BY id LIMIT 1)
$$;

-- Counts what was added to logs since they were counted last.
CREATE OR REPLACE FUNCTION count_logs(counted_bots bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM logs WHERE bot = ANY (counted_bots) ORDER BY bot FOR UPDATE;
  UPDATE logs SET counted = added.last, events = logs.events + added.events,
    bytes = logs.bytes + added.bytes
  FROM unnest(counted_bots) AS one(bot)
  JOIN logs AS its ON its.bot = one.bot
  CROSS JOIN LATERAL (
    SELECT max(id) AS last, count(*) AS events, sum(octet_length(data)) AS bytes FROM events
    WHERE events.bot = one.bot AND id > greatest(its.counted, its.trimmed)
  ) AS added
  WHERE logs.bot = one.bot AND added.events > 0;
END $$;

-- Makes a log begin after an event, which must be counted. Returns the last that it loses and
-- their sizes; the rows stay. Resume points that need one of them are written.
CREATE OR REPLACE FUNCTION forget(me uuid, its_bot bigint, upto bigint)
RETURNS TABLE (bot bigint, before bigint, last bigint) LANGUAGE plpgsql ROWS 1 AS $$
DECLARE
  its logs;
  lost record;
BEGIN
  IF me IS NOT NULL AND NOT is_alive(me) THEN
    RETURN;
  END IF;
  SELECT * INTO its FROM logs WHERE logs.bot = its_bot FOR UPDATE;
  SELECT max(id) AS last, count(*) AS events, sum(octet_length(data)) AS bytes INTO lost
    FROM events
    WHERE events.bot = its_bot AND id > its.trimmed AND id <= least(upto, its.counted);
  IF lost.events = 0 THEN
    RETURN;
  END IF;
  PERFORM 1 FROM shard_sessions WHERE shard_sessions.bot = its_bot FOR UPDATE;
  UPDATE shard_sessions AS point SET sequence = latest.sequence, event = latest.id
    FROM shard_sessions AS old CROSS JOIN LATERAL (
      SELECT events.sequence, events.id FROM events
      WHERE events.bot = its_bot AND events.id > old.event AND events.shard = old.shard
        AND events.sequence IS NOT NULL ORDER BY events.id DESC LIMIT 1
    ) AS latest
    WHERE old.bot = its_bot AND old.event <= lost.last
      AND point.bot = old.bot AND point.shard = old.shard;
  UPDATE logs SET trimmed = lost.last, events = its.events - lost.events,
    bytes = its.bytes - lost.bytes WHERE logs.bot = its_bot;
  RETURN QUERY SELECT its_bot, its.trimmed, lost.last;
END $$;

-- The id before the first event of a bot since a time: a log has no holes.
CREATE OR REPLACE FUNCTION before_first(its_bot bigint, since bigint) RETURNS bigint
LANGUAGE sql AS $$
  SELECT coalesce(
    (SELECT id FROM events
     WHERE bot = its_bot AND id > (SELECT trimmed FROM logs WHERE logs.bot = its_bot)
       AND time >= since ORDER BY id LIMIT 1) - 1,
    9223372036854775807)
$$;

-- The id of the first event of a bot since a time. Times follow the ids, so few are looked at.
CREATE OR REPLACE FUNCTION first_since(its_bot bigint, since bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  least_id bigint;
  most_id bigint;
  middle bigint;
  found_id bigint;
  found_time bigint;
BEGIN
  SELECT trimmed + 1 INTO least_id FROM logs WHERE logs.bot = its_bot;
  SELECT id + 1 INTO most_id FROM events WHERE bot = its_bot ORDER BY id DESC LIMIT 1;
  WHILE least_id < most_id LOOP
    middle := least_id + (most_id - least_id) / 2;
    SELECT id, time INTO found_id, found_time FROM events
      WHERE bot = its_bot AND id >= middle ORDER BY id LIMIT 1;
    IF NOT FOUND OR found_time >= since THEN
      most_id := middle;
    ELSE
      least_id := found_id + 1;
    END IF;
  END LOOP;
  RETURN coalesce(least_id, 1);
END $$;

-- Drops a partition whose events are all too old. Logs that had not lost all of them begin after
-- it, so none has a hole.
CREATE OR REPLACE FUNCTION lose_partition(name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  its record;
BEGIN
  PERFORM set_config('lock_timeout', '300ms', true); -- Appends wait behind it meanwhile.
  PERFORM pg_advisory_xact_lock(hashtext('botswain partitions'));
  IF to_regclass(name) IS NULL THEN
    RETURN;
  END IF;
  FOR its IN EXECUTE format(
    'SELECT part.bot, max(part.id) AS last FROM %I AS part
     LEFT JOIN logs ON logs.bot = part.bot
     GROUP BY part.bot, logs.trimmed HAVING max(part.id) > coalesce(logs.trimmed, 0)', name)
  LOOP
    PERFORM count_logs(ARRAY[its.bot]);
    PERFORM forget(NULL, its.bot, its.last);
  END LOOP;
  EXECUTE format('DROP TABLE %I', name);
END $$;

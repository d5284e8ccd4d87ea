-- The first version. Tables that SQLite has as well have the same columns there.

CREATE TABLE meta (name text PRIMARY KEY, value text NOT NULL);

-- Nodes, and who owns what ------------------------------------------------------------------

CREATE TABLE nodes (
  id uuid PRIMARY KEY,
  url text NOT NULL,
  state text NOT NULL,
  -- A part of the names of its connections.
  process text NOT NULL,
  -- The id of the key that it seals with.
  sealing bytea NOT NULL,
  died timestamptz
);

-- Apart from its node, so that a beat never waits for an append.
CREATE TABLE beats (node uuid PRIMARY KEY, n bigint NOT NULL);

CREATE TABLE ownership (
  bot bigint PRIMARY KEY,
  node uuid,
  epoch bigint NOT NULL,
  revision bigint NOT NULL
);
CREATE INDEX ownership_by_revision ON ownership (revision);
CREATE INDEX ownership_of_node ON ownership (node);

-- Counters whose row is locked until the commit: no number is seen before a lower one.
CREATE TABLE revisions (name text PRIMARY KEY, n bigint NOT NULL);
INSERT INTO revisions VALUES ('ownership', 1), ('access', 1);

-- Logs --------------------------------------------------------------------------------------

CREATE TABLE events (
  bot bigint NOT NULL,
  id bigint NOT NULL,
  shard integer,
  sequence bigint,
  type text NOT NULL,
  time bigint NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (bot, id)
) PARTITION BY RANGE (id);

-- A log: up to where it was deleted, and its size up to an event.
CREATE TABLE logs (
  bot bigint PRIMARY KEY,
  trimmed bigint NOT NULL,
  counted bigint NOT NULL DEFAULT 0,
  events bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0
);

CREATE TABLE shard_sessions (
  bot bigint NOT NULL,
  shard integer NOT NULL,
  shards integer NOT NULL,
  session text NOT NULL,
  url text NOT NULL,
  -- As of this event. Later ones of the shard are of the same session.
  sequence bigint NOT NULL,
  event bigint NOT NULL,
  PRIMARY KEY (bot, shard)
);

-- The other facets --------------------------------------------------------------------------

CREATE TABLE sessions (
  hash text PRIMARY KEY,
  bot bigint NOT NULL,
  guild bigint,
  created bigint NOT NULL,
  used bigint NOT NULL,
  acknowledged bigint NOT NULL,
  "grant" bytea,
  parent text
);
CREATE INDEX sessions_of_bot ON sessions (bot);

CREATE TABLE bots (
  id bigint PRIMARY KEY,
  token bytea NOT NULL,
  "user" bytea NOT NULL,
  wanted integer NOT NULL,
  intents integer NOT NULL,
  shards integer NOT NULL,
  gateway text NOT NULL,
  autodefer integer NOT NULL,
  application bigint NOT NULL
);

CREATE TABLE guilds (
  bot bigint NOT NULL,
  guild bigint NOT NULL,
  shard integer NOT NULL,
  upto bigint NOT NULL,
  document bytea NOT NULL,
  PRIMARY KEY (bot, guild)
);
ALTER TABLE guilds ALTER COLUMN document SET STORAGE EXTERNAL;

CREATE TABLE guild_changes (
  bot bigint NOT NULL,
  guild bigint NOT NULL,
  id bigint NOT NULL,
  type text NOT NULL,
  time bigint NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (bot, guild, id)
);

CREATE TABLE webhooks (
  id text PRIMARY KEY,
  bot bigint NOT NULL,
  definition bytea NOT NULL,
  cursor bigint NOT NULL,
  owner text
);
CREATE INDEX webhooks_of_bot ON webhooks (bot);
CREATE INDEX webhooks_of_session ON webhooks (owner);

CREATE TABLE dead_letters (
  webhook text NOT NULL,
  id bigint NOT NULL,
  bot bigint NOT NULL,
  type text NOT NULL,
  time bigint NOT NULL,
  data bytea NOT NULL,
  died bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (webhook, id)
);

CREATE TABLE idempotency_keys (
  key text PRIMARY KEY,
  bot bigint NOT NULL,
  request text NOT NULL,
  answer bytea,
  at bigint NOT NULL,
  bytes bigint NOT NULL
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (at);

CREATE TABLE client_sessions (
  id text PRIMARY KEY,
  bot bigint NOT NULL,
  session text NOT NULL,
  state bytea NOT NULL,
  seen bigint NOT NULL
);
CREATE INDEX client_sessions_of_bot ON client_sessions (bot);
CREATE INDEX client_sessions_of_session ON client_sessions (session);

CREATE TABLE audit (
  id bigint PRIMARY KEY,
  at bigint NOT NULL,
  owner text NOT NULL,
  session text,
  tenant text NOT NULL,
  operator integer NOT NULL,
  address text NOT NULL,
  bot bigint NOT NULL,
  action text NOT NULL,
  target text NOT NULL,
  dryrun integer NOT NULL,
  request text NOT NULL,
  status integer,
  outcome text,
  code text,
  bytes bigint NOT NULL
);
CREATE INDEX audit_of_owner ON audit (owner, id);
CREATE INDEX audit_of_bot ON audit (bot, id);

CREATE TABLE sealing_keys (id bytea PRIMARY KEY, known bytea NOT NULL);

CREATE TABLE tenants (name text PRIMARY KEY, document text NOT NULL);
CREATE TABLE applications (id bigint PRIMARY KEY, tenant text NOT NULL);
CREATE TABLE invitations (
  hash text PRIMARY KEY,
  tenant text NOT NULL,
  application bigint,
  note text NOT NULL,
  created bigint NOT NULL,
  expires bigint NOT NULL,
  used_by bigint,
  used_at bigint
);

-- What processes count together -------------------------------------------------------------

CREATE SEQUENCE process_numbers AS integer MINVALUE 0 MAXVALUE 4095 CYCLE;

-- The first record of its audit, and what its tenants use.
CREATE TABLE processes (
  number integer PRIMARY KEY,
  first bigint NOT NULL,
  seen timestamptz NOT NULL,
  used text NOT NULL
);

-- Requests that counted against an address, in slots of half a minute.
CREATE TABLE egress_counts (
  egress text NOT NULL,
  slot bigint NOT NULL,
  bot text NOT NULL,
  process integer NOT NULL,
  n integer NOT NULL,
  PRIMARY KEY (egress, slot, bot, process)
);

CREATE TABLE rejected_tokens (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  process integer NOT NULL,
  hash text NOT NULL,
  network text,
  at timestamptz NOT NULL
);

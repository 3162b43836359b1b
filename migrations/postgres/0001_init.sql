-- The first schema. Times are UTC milliseconds since 1970; ids are UUID texts; flags are 0 or 1; JSON is text.
-- Every table of the pair (migrations/sqlite has the same file) has the same columns in the same order.

CREATE TABLE users (
  id TEXT NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL UNIQUE,
  display_name TEXT,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);

CREATE TABLE screenplays (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES users (id),
  work_id TEXT NOT NULL,
  previous_id TEXT REFERENCES screenplays (id) ON DELETE SET NULL,
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
  forced_format TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL,
  title_folded TEXT NOT NULL,
  file_name TEXT,
  size_bytes BIGINT NOT NULL CHECK (size_bytes >= 0),
  facts TEXT,
  refusal TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK ((facts IS NULL) <> (refusal IS NULL)),
  UNIQUE (owner_id, content_hash, forced_format)
);
CREATE INDEX screenplays_by_creation ON screenplays (owner_id, created_at, id);
CREATE INDEX screenplays_by_change ON screenplays (owner_id, updated_at, id);
CREATE INDEX screenplays_by_work ON screenplays (owner_id, work_id, created_at);
CREATE INDEX screenplays_by_previous ON screenplays (previous_id);

-- Apart from the row above, so that lists never read bodies.
CREATE TABLE screenplay_files (
  screenplay_id TEXT NOT NULL PRIMARY KEY REFERENCES screenplays (id) ON DELETE CASCADE,
  bytes BYTEA NOT NULL
);

CREATE TABLE uploads (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES users (id),
  file_name TEXT,
  announced_bytes BIGINT,
  size_bytes BIGINT,
  content_hash TEXT,
  screenplay_id TEXT REFERENCES screenplays (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  CHECK ((size_bytes IS NULL) = (content_hash IS NULL))
);
CREATE INDEX uploads_by_expiry ON uploads (expires_at);
CREATE INDEX uploads_by_screenplay ON uploads (screenplay_id);

CREATE TABLE upload_files (
  upload_id TEXT NOT NULL PRIMARY KEY REFERENCES uploads (id) ON DELETE CASCADE,
  bytes BYTEA NOT NULL
);

-- One document for each component, addressed by what it was computed from: cache and checkpoint in one.
CREATE TABLE results (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES users (id),
  screenplay_id TEXT NOT NULL REFERENCES screenplays (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('SCREENPLAY', 'BREAKDOWN', 'SALIENCE', 'CONTINUITY')),
  cache_key TEXT NOT NULL CHECK (length(cache_key) = 64),
  engine_version TEXT NOT NULL,
  shape BIGINT NOT NULL,
  document TEXT NOT NULL,
  checksum TEXT NOT NULL CHECK (length(checksum) = 64),
  size_bytes BIGINT NOT NULL,
  hits BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  UNIQUE (owner_id, cache_key)
);
CREATE INDEX results_by_screenplay ON results (screenplay_id, kind, created_at);
CREATE INDEX results_by_use ON results (used_at);

CREATE TABLE batches (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES users (id),
  created_at BIGINT NOT NULL
);

CREATE TABLE jobs (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES users (id),
  screenplay_id TEXT NOT NULL REFERENCES screenplays (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('BREAKDOWN', 'SALIENCE', 'CONTINUITY', 'FULL')),
  options TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  engine_rank BIGINT NOT NULL,
  batch_id TEXT REFERENCES batches (id),
  -- What makes two submissions of one owner the same work.
  work_key TEXT NOT NULL CHECK (length(work_key) = 64),
  priority BIGINT NOT NULL CHECK (priority BETWEEN 0 AND 4),
  -- Priority after ageing; the claim orders by it.
  lane BIGINT NOT NULL CHECK (lane BETWEEN 0 AND 4),
  -- Start-time stamp of the fair share between owners.
  fair BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('SCHEDULED', 'QUEUED', 'RUNNING', 'CANCELLING', 'SUCCEEDED', 'CANCELLED', 'DEAD')),
  run_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  attempt BIGINT NOT NULL DEFAULT 0,
  max_attempts BIGINT NOT NULL CHECK (max_attempts >= 1),
  -- Leases that ran out since the submission; such a job runs alone, so that one that kills its worker takes no other along.
  losses BIGINT NOT NULL DEFAULT 0,
  -- One run is (id, epoch); every write of a run names both.
  epoch BIGINT NOT NULL DEFAULT 0,
  worker_id TEXT,
  lease_until BIGINT,
  rev BIGINT NOT NULL DEFAULT 1,
  last_event BIGINT NOT NULL DEFAULT 0,
  stage TEXT,
  stages_done BIGINT NOT NULL DEFAULT 0,
  stages_total BIGINT NOT NULL DEFAULT 0,
  scenes_done BIGINT NOT NULL DEFAULT 0,
  scenes_total BIGINT NOT NULL DEFAULT 0,
  idempotency_key TEXT,
  from_cache BIGINT NOT NULL DEFAULT 0,
  failure_code TEXT,
  failure_message TEXT,
  trace TEXT,
  CHECK ((finished_at IS NOT NULL) = (state IN ('SUCCEEDED', 'CANCELLED', 'DEAD'))),
  CHECK ((lease_until IS NOT NULL) = (state IN ('RUNNING', 'CANCELLING'))),
  CHECK ((worker_id IS NOT NULL) = (state IN ('RUNNING', 'CANCELLING'))),
  CHECK (attempt <= max_attempts)
);
CREATE INDEX jobs_to_claim ON jobs (lane DESC, fair, id) WHERE state = 'QUEUED';
CREATE INDEX jobs_by_fair ON jobs (fair) WHERE state = 'QUEUED';
CREATE INDEX jobs_to_start ON jobs (run_at) WHERE state = 'SCHEDULED';
CREATE INDEX jobs_held ON jobs (lease_until) WHERE state IN ('RUNNING', 'CANCELLING');
CREATE INDEX jobs_held_by_owner ON jobs (owner_id) WHERE state IN ('RUNNING', 'CANCELLING');
CREATE UNIQUE INDEX jobs_same_work ON jobs (owner_id, work_key) WHERE state IN ('SCHEDULED', 'QUEUED', 'RUNNING');
CREATE INDEX jobs_by_creation ON jobs (owner_id, created_at, id);
CREATE INDEX jobs_by_screenplay ON jobs (screenplay_id, created_at);
CREATE INDEX jobs_by_batch ON jobs (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX jobs_by_finish ON jobs (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE owner_shares (
  owner_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
  -- Stamp of the owner's newest job.
  fair BIGINT NOT NULL
);

CREATE TABLE job_events (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  seq BIGINT NOT NULL CHECK (seq >= 1),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  attempt BIGINT NOT NULL,
  at BIGINT NOT NULL,
  stage TEXT,
  stages_done BIGINT NOT NULL,
  stages_total BIGINT NOT NULL,
  scenes_done BIGINT NOT NULL,
  scenes_total BIGINT NOT NULL,
  failure_code TEXT,
  failure_message TEXT,
  PRIMARY KEY (job_id, seq)
);

CREATE TABLE job_attempts (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  epoch BIGINT NOT NULL,
  number BIGINT NOT NULL,
  worker_id TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  outcome TEXT,
  failure_code TEXT,
  failure_message TEXT,
  PRIMARY KEY (job_id, epoch)
);
CREATE INDEX job_attempts_by_end ON job_attempts (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE job_results (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  result_id TEXT NOT NULL REFERENCES results (id),
  PRIMARY KEY (job_id, kind)
);
CREATE INDEX job_results_by_result ON job_results (result_id);

CREATE TABLE idempotency_keys (
  owner_id TEXT NOT NULL REFERENCES users (id),
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  request_hash TEXT NOT NULL,
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (owner_id, key)
);
CREATE INDEX idempotency_keys_by_job ON idempotency_keys (job_id);
CREATE INDEX idempotency_keys_by_creation ON idempotency_keys (created_at);

-- A row stops the claims of a kind, or of all kinds with the name 'ALL'.
CREATE TABLE queue_pauses (
  queue TEXT NOT NULL PRIMARY KEY,
  paused_at BIGINT NOT NULL,
  paused_by TEXT NOT NULL
);

CREATE TABLE dismissals (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES users (id),
  work_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  reason TEXT,
  created_at BIGINT NOT NULL,
  UNIQUE (owner_id, work_id, fingerprint)
);

CREATE TABLE decisions (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES users (id),
  work_id TEXT NOT NULL,
  area TEXT NOT NULL,
  target TEXT NOT NULL,
  value TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX decisions_by_work ON decisions (owner_id, work_id, area, target, created_at);

CREATE TABLE audit_log (
  id TEXT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT,
  detail TEXT
);
CREATE INDEX audit_log_by_time ON audit_log (at, id);

-- The hot table: room for in-page updates and an early vacuum keep claims cheap.
ALTER TABLE jobs SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);

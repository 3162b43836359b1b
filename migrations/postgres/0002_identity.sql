-- Password accounts, their sessions, and personal API tokens. Secrets are stored as hashes only: passwords by argon2id, tokens by SHA-256.

CREATE TABLE credentials (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  -- Lower case; what a person types.
  login TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  admin BIGINT NOT NULL DEFAULT 0 CHECK (admin IN (0, 1)),
  -- Wrong passwords since the last right one.
  failures BIGINT NOT NULL DEFAULT 0,
  locked_until BIGINT,
  changed_at BIGINT NOT NULL
);

-- A session lives from a login to its end; access tokens name it, refresh tokens prolong it.
CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT CHECK (ended_by IN ('USER', 'REUSE', 'PASSWORD', 'ADMIN')),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Spent tokens stay until their session goes: one that comes back was stolen.
CREATE TABLE refresh_tokens (
  hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  spent_at BIGINT
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);

CREATE TABLE api_tokens (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  -- Last letters of the token, so that a person finds it again.
  hint TEXT NOT NULL,
  -- Space-separated.
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX api_tokens_by_user ON api_tokens (user_id, created_at);

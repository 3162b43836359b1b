-- Sheets of a breakdown that is at work, one for each finished scene, until the run ends and the whole breakdown takes their place.
ALTER TABLE jobs ADD COLUMN scene BIGINT;

CREATE TABLE job_sheets (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  ordinal BIGINT NOT NULL,
  -- Revision of the job that tells of it.
  rev BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (job_id, ordinal)
);
CREATE INDEX job_sheets_by_rev ON job_sheets (job_id, rev, ordinal);
